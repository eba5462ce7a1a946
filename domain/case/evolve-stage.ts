import { assertNever } from '../shared/assert-never.ts';
import type { CaseEvent, FactOf } from './events.ts';
import type { CaseState, StageState } from './state.ts';

/** Events that change what a stage keeps for itself. */
type StageEvent = Extract<
  CaseEvent,
  FactOf<
    | 'FactsProvided'
    | 'FactsChased'
    | 'TechniciansRanked'
    | 'ReportFiled'
    | 'CallbackScheduled'
    | 'CallbackAsked'
    | 'FollowUpScheduled'
    | 'FollowUpAsked'
    | 'FollowUpAnswered'
    | 'FollowUpUnanswered'
  >
>;

/** A case after an event of the stage it is in; in another stage the stage's part is void. */
export function evolveStage(state: CaseState, event: StageEvent): CaseState {
  switch (event.type) {
    case 'FactsProvided':
      return inStage(
        {
          ...marked(state, event.marks),
          ...(event.unit === undefined ? {} : { unit: event.unit }),
          facts: { ...state.facts, ...event.facts },
        },
        'intake',
        (stage) => ({
          ...stage,
          missing: stage.missing.filter((name) => event.facts[name] === undefined),
        }),
      );
    case 'FactsChased':
      return inStage(state, 'intake', (stage) => ({
        ...stage,
        missing: event.missing,
        chases: event.ordinal,
        nextChaseAtMs: event.nextAtMs,
      }));
    case 'TechniciansRanked':
      return inStage(state, 'assign', (stage) => ({
        ...stage,
        scores: event.scores,
        ...(event.crew === undefined ? {} : { crew: event.crew }),
      }));
    case 'ReportFiled':
      return inStage(reported(billed(state, event), event), 'report', ({ name }) =>
        event.result === 'reinforced' ? { name, filed: false, awaits: 'reinforcement' } : { name, filed: true },
      );
    case 'CallbackScheduled':
      return inStage(state, 'callback', (stage) => ({ ...stage, nextAtMs: event.askAtMs }));
    case 'CallbackAsked':
      return inStage(state, 'callback', (stage) => ({ ...stage, asked: event.ordinal, nextAtMs: event.nextAtMs }));
    case 'FollowUpScheduled':
      return inStage(state, 'follow-up', (stage) => ({
        ...stage,
        next: { status: 'to-ask', day: event.day, atMs: event.askAtMs },
      }));
    case 'FollowUpAsked':
      return inStage(state, 'follow-up', (stage) => ({
        ...stage,
        next: { status: 'asked', day: event.day, giveUpAtMs: event.giveUpAtMs },
      }));
    case 'FollowUpAnswered':
    case 'FollowUpUnanswered':
      return inStage(state, 'follow-up', (stage) => ({ ...stage, next: null }));
    default:
      return assertNever(event);
  }
}

/** Where something was quoted, what is charged is counted against it; for a receipt it is kept line by line. */
function billed(state: CaseState, { fee, lines = [] }: FactOf<'ReportFiled'>): CaseState {
  const quoted = state.items?.some(({ is }) => is === 'quotation') ?? false;
  return {
    ...state,
    ...(quoted ? { billedMinor: (state.billedMinor ?? 0) + fee.amountMinor } : {}),
    ...(lines.length === 0 ? {} : { bill: [...(state.bill ?? []), ...lines] }),
  };
}

/** A mark once found stays: what was written was written. */
function marked(state: CaseState, marks: readonly string[] | undefined): CaseState {
  return marks === undefined ? state : { ...state, marks: [...new Set([...(state.marks ?? []), ...marks])] };
}

function reported({ findings: _, ...state }: CaseState, event: FactOf<'ReportFiled'>): CaseState {
  const { cause, result, findings } = event;
  return {
    ...state,
    cause,
    result,
    ...(findings === undefined ? {} : { findings }),
    ...(result === 'second-visit' ? { appointment: null } : {}),
  };
}

function inStage<N extends StageState['name']>(
  state: CaseState,
  name: N,
  update: (stage: Extract<StageState, { name: N }>) => StageState,
): CaseState {
  if (state.stage.name !== name) return state;
  return { ...state, stage: update(state.stage as Extract<StageState, { name: N }>) };
}
