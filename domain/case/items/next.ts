import { type ItemName, partsOf } from '../../policy/item-words.ts';
import { personFor } from '../../policy/people.ts';
import type { CaseContext } from '../context.ts';
import { earliestDeadline } from '../deadline.ts';
import type { CaseState, StageState } from '../state.ts';
import { carriersOf } from '../traits.ts';
import type { ClockView, ItemView, NextStep } from '../view.ts';
import { blockersOf } from './blocks.ts';
import { type Item, isOpen } from './item.ts';
import { machineOf } from './machines.ts';
import { owedMinor } from './quoted.ts';

/** The lines beside the main line as people see them. */
export function itemViews(state: CaseState, context: CaseContext, clocks: readonly ClockView[]): readonly ItemView[] {
  return (state.items ?? []).map((item): ItemView => {
    const { id, name, is, step, ownerId, openedAtMs, agreedMs, amountMinor, cause, terms, payer } = item;
    const known = {
      ...(agreedMs === undefined ? {} : { agreedMs }),
      ...(amountMinor === undefined ? {} : { amountMinor }),
      ...(cause === undefined ? {} : { cause }),
      ...(terms === undefined ? {} : { terms }),
      ...(payer === undefined ? {} : { payer }),
      ...wantedOf(item),
      ...leftOf(item, state),
    };
    return { id, name, is, step, ownerId, openedAtMs, ...known, next: nextOf(item, state, context, clocks) };
  });
}

/** What is wanted of goods that come back, what is to be paid for it, and what the inspection found. */
function wantedOf({ claim: { remedy, ground } = {}, grant, finding }: Item): Partial<ItemView> {
  return {
    ...(remedy === undefined ? {} : { remedy }),
    ...(ground === undefined ? {} : { ground }),
    ...(grant?.owedMinor === undefined ? {} : { owedMinor: grant.owedMinor }),
    ...(finding === undefined ? {} : { finding }),
  };
}

/** What is to be paid of a quotation, once the work is billed and may have come to less. */
function leftOf(item: Item, state: CaseState): Partial<ItemView> {
  const isBilled = item.is === 'quotation' && item.step === 'accepted' && state.billedMinor !== undefined;
  return isBilled ? { owedMinor: owedMinor(item, state) } : {};
}

/**
 * What a case waits for in front of a gate: the step of those that keep it there which has the earliest limit. One that
 * ended without what was asked for must be asked for anew.
 */
export function gateStep(
  gate: Extract<StageState, { name: 'gate' }>,
  state: CaseState,
  context: CaseContext,
  clocks: readonly ClockView[],
): NextStep | null {
  const steps = blockersOf(state, context.policy, gate.before).map(
    (item) =>
      nextOf(item, state, context, clocks) ??
      ({ what: `${item.name}.opened`, who: 'desk', personId: null, byMs: null } as const),
  );
  return steps.reduce<NextStep | null>((first, step) => (first === null || isBefore(step, first) ? step : first), null);
}

/** What the last open item of a name waits for; null when none is open. */
export function openStep(
  name: ItemName,
  state: CaseState,
  context: CaseContext,
  clocks: readonly ClockView[],
): NextStep | null {
  const item = state.items?.findLast((one) => one.name === name && isOpen(one));
  return item === undefined ? null : nextOf(item, state, context, clocks);
}

function isBefore(a: NextStep, b: NextStep): boolean {
  return (a.byMs ?? Number.MAX_SAFE_INTEGER) < (b.byMs ?? Number.MAX_SAFE_INTEGER);
}

/** The step that an open item waits for; null for one that has ended. */
function nextOf(item: Item, state: CaseState, context: CaseContext, clocks: readonly ClockView[]): NextStep | null {
  if (!isOpen(item)) return null;
  const definition = context.policy.items?.[item.name];
  if (definition === undefined) return null;
  const { step, who } = machineOf(item.is).expects(item, definition);
  const person = who === 'owner' ? personFor(context.policy, { kind: 'owner' }, carriersOf(state, item.id)) : null;
  const lapsesAtMs = machineOf(item.is).due?.(item)?.atMs;
  const byMs = item.agreedMs ?? lapsesAtMs ?? limitOn(item, context, clocks);
  return { what: `${item.name}.${step}`, who, personId: person?.id ?? null, byMs };
}

/** The earliest limit of the clocks that the item stops. */
function limitOn({ id, name }: Item, { policy }: CaseContext, clocks: readonly ClockView[]): number | null {
  const stopping = policy.clocks.filter(({ until }) => partsOf(until)?.name === name).map(({ id: clockId }) => clockId);
  const own = clocks.filter(
    ({ clockId, itemId }) =>
      stopping.includes(clockId) && (itemId === undefined || itemId === id || !isOfName(itemId, name)),
  );
  return earliestDeadline(own)?.dueAtMs ?? null;
}

function isOfName(itemId: string, name: string): boolean {
  return itemId.slice(0, itemId.lastIndexOf('-')) === name;
}
