import { PAST_DAYS } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CaseEvent, FactOf } from './events.ts';
import type { CareState, CaseState, OpenedCase } from './state.ts';

type CareEvent = Extract<
  CaseEvent,
  FactOf<
    | 'CareBegan'
    | 'OccasionDue'
    | 'OccasionAnswered'
    | 'OccasionUnanswered'
    | 'PurchaseRecorded'
    | 'CareEnded'
    | 'UnitRecalled'
    | 'LinkedCaseAsked'
    | 'LinkedCaseOpened'
    | 'LinkedCaseRefused'
  >
>;

/** Cases that care carries as opened by it: the last ones. */
const OPENED_KEPT = 12;

/** A case after an event of long-term care. */
export function evolveCare(state: CaseState, event: CareEvent): CaseState {
  switch (event.type) {
    case 'CareBegan':
      return inCare(state, (care) => ({ ...care, begunOn: event.on }));
    case 'OccasionDue': {
      const { occasion, ordinal, on, turn, giveUpAtMs } = event;
      const question = { occasion, ordinal, ...(turn === undefined ? {} : { turn }) };
      return inCare(state, (care) => ({
        ...care,
        done: { ...care.done, [occasion]: { on, times: ordinal } },
        asked: [
          ...care.asked.filter((one) => one.occasion !== occasion),
          ...(giveUpAtMs === undefined ? [] : [{ ...question, giveUpAtMs }]),
        ],
      }));
    }
    case 'OccasionAnswered':
    case 'OccasionUnanswered':
      return inCare(state, (care) => ({
        ...care,
        asked: care.asked.filter(({ occasion }) => occasion !== event.occasion),
      }));
    case 'PurchaseRecorded': {
      const model = event.productModel === null ? {} : { 'product-model': { value: event.productModel } };
      return { ...state, facts: { ...state.facts, 'purchase-date': { value: event.on }, ...model } };
    }
    case 'UnitRecalled':
      return inCare({ ...state, unit: event.unit }, (care) => ({ ...care, recalledAtMs: event.atMs }));
    case 'LinkedCaseOpened':
      return opened(state, event, { caseId: event.caseId });
    case 'LinkedCaseRefused':
      return opened(state, event, { code: event.code });
    case 'CareEnded':
    case 'LinkedCaseAsked':
      return state;
    default:
      return assertNever(event);
  }
}

/** What is corrected counts from now on: what repeats is not made up for. */
export function sinceChanged(state: CaseState, event: CaseEvent): CaseState {
  if (state.stage.name !== 'care') return state;
  const provided =
    event.type === 'FactsProvided' && Object.keys(event.facts).some((name) => COUNTED_FROM.includes(name));
  const isChanged = provided || event.type === 'PurchaseRecorded' || event.type === 'CaseReclassified';
  return isChanged ? { ...state, stage: { ...state.stage, sinceMs: event.atMs } } : state;
}
/** Facts that decide on which days an occasion falls, or whether it does. */
const COUNTED_FROM: readonly string[] = [...PAST_DAYS, 'product-model', 'fault', 'part', 'proof', 'order-number'];

function opened(state: CaseState, { kind, because, atMs }: CareEvent & OpenedFor, came: OpenedCase['came']): CaseState {
  return inCare(state, (care) => ({
    ...care,
    opened: [...care.opened, { kind, because, atMs, came }].slice(-OPENED_KEPT),
  }));
}
type OpenedFor = FactOf<'LinkedCaseOpened' | 'LinkedCaseRefused'>;

function inCare(state: CaseState, update: (care: CareState) => CareState): CaseState {
  return state.stage.name === 'care' ? { ...state, stage: update(state.stage) } : state;
}
