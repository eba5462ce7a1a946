import type { CaseContext } from '../case/context.ts';
import type { CaseEvent, CaseFact, ClockVerdict } from '../case/events.ts';
import type { CaseState, RunningClock } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { partsOf } from '../policy/item-words.ts';
import type { ClockDefinition, ClockMilestone } from '../policy/pinned.ts';
import { dueAt, limitOf, runningSpans, usedMs } from './clock.ts';
import { occasionsOf } from './milestones.ts';

/** Clocks that an event stops, and those it starts. */
export function clockConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const occasions = occasionsOf(event);
  if (occasions.length === 0) return [];
  const running = state.clocks.filter((clock): clock is RunningClock => clock.status === 'running');
  const stopped = running.flatMap((clock) => {
    const definition = definitionOf(context, clock);
    if (definition !== undefined && ends(event, occasions, clock, definition)) {
      return stop(clock, definition, event.atMs, state, context);
    }
    return cutsOff(event, clock, definition) ? abandon(clock, definition, event.atMs, state, context) : [];
  });
  const left = running.filter(
    ({ clockId, round }) =>
      !stopped.some((fact) => fact.type === 'ClockStopped' && fact.clockId === clockId && fact.round === round),
  );
  return [...stopped, ...(state.stage.name === 'closed' ? [] : startedBy(event, occasions, left, state, context))];
}

/** A clock that began with an item stops with that one, not with another of its name. */
function ends(
  event: CaseEvent,
  occasions: readonly ClockMilestone[],
  clock: RunningClock,
  { from, until }: ClockDefinition,
): boolean {
  if (!occasions.includes(until)) return false;
  const isOther = 'itemId' in event && clock.itemId !== event.itemId && partsOf(from)?.name === partsOf(until)?.name;
  return clock.itemId === undefined || !isOther;
}

/** The case is over, or its item without the clock's end; or another time was agreed than the one it runs to. */
function cutsOff(event: CaseEvent, clock: RunningClock, definition: ClockDefinition | undefined): boolean {
  if (event.type === 'CaseClosed') return true;
  if (event.type !== 'ItemAdvanced' || event.itemId !== clock.itemId) return false;
  if (event.values.agreedMs !== undefined && clock.agreedMs !== undefined) return true;
  return event.ended !== undefined && partsOf(definition?.until ?? '')?.name === event.name;
}

function startedBy(
  event: CaseEvent,
  occasions: readonly ClockMilestone[],
  running: readonly RunningClock[],
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const item = 'itemId' in event ? state.items?.find(({ id }) => id === event.itemId) : undefined;
  return context.policy.clocks.flatMap((definition): CaseFact[] => {
    const { id: clockId, from } = definition;
    const isAnew = item !== undefined && isMoved(event, state, clockId, item.id, from);
    if (!occasions.includes(from) && !isAnew) return [];
    if (running.some((clock) => clock.clockId === clockId && clock.itemId === item?.id)) return [];
    const agreed = item?.agreedMs === undefined ? {} : { agreedMs: item.agreedMs };
    const limit = limitOf(definition, traitsOf(state), { startedAtMs: event.atMs, ...agreed });
    if (limit === null) return [];
    const subject = item === undefined ? {} : { itemId: item.id, ...(limit.agreed ? agreed : {}) };
    return [{ type: 'ClockStarted', clockId, round: nextRound(state, clockId), ...subject }];
  });
}

/** Another time was agreed for the item whose agreed time the clock ran to. */
function isMoved(event: CaseEvent, state: CaseState, clockId: string, itemId: string, from: ClockMilestone): boolean {
  if (event.type !== 'ItemAdvanced' || event.ended !== undefined || event.values.agreedMs === undefined) return false;
  if (partsOf(from)?.name !== event.name) return false;
  return state.clocks.some(
    (clock) => clock.clockId === clockId && clock.itemId === itemId && clock.agreedMs !== undefined,
  );
}

/** Clocks count their own rounds: a second visit in one service round starts the same clock again. The first may be forgotten. */
function nextRound(state: CaseState, clockId: string): number {
  return Math.max(0, ...state.clocks.map((clock) => (clock.clockId === clockId ? clock.round : 0))) + 1;
}

function definitionOf(context: CaseContext, clock: RunningClock): ClockDefinition | undefined {
  return context.policy.clocks.find(({ id }) => id === clock.clockId);
}

function stop(
  clock: RunningClock,
  definition: ClockDefinition,
  atMs: number,
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const { clockId, round } = clock;
  const limit = limitOf(definition, traitsOf(state), clock);
  if (limit === null) return [sealed(clock, 'cancelled', null, 0, 0)];
  const spans = runningSpans(definition, limit, state.pauses, context.calendars);
  const used = usedMs(spans, clock.startedAtMs, atMs);
  const verdict = used <= limit.withinMs ? 'met' : 'breached';
  const fact = sealed(clock, verdict, dueAt(spans, clock.startedAtMs, limit), used, limit.withinMs);
  if (clock.breach === null || verdict === 'breached') return [fact];
  return [fact, { type: 'BreachWithdrawn', clockId, round, alertedIds: clock.breach.alertedIds }];
}

/** A clock that the case's end cuts off: a breach stands, anything else is cancelled. */
function abandon(
  clock: RunningClock,
  definition: ClockDefinition | undefined,
  atMs: number,
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const facts = definition === undefined ? [] : stop(clock, definition, atMs, state, context);
  if (clock.breach !== null && facts.length > 0) return facts;
  return facts.flatMap((fact) => (fact.type === 'ClockStopped' ? [{ ...fact, verdict: 'cancelled' as const }] : []));
}

function sealed(
  { clockId, round }: RunningClock,
  verdict: ClockVerdict,
  dueAtMs: number | null,
  used: number,
  limitMs: number,
): CaseFact {
  return { type: 'ClockStopped', clockId, round, verdict, dueAtMs, usedMs: used, limitMs };
}
