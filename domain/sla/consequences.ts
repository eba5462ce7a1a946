import type { CaseContext } from '../case/context.ts';
import type { CaseEvent, CaseFact, ClockVerdict } from '../case/events.ts';
import type { CaseState, RunningClock } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import type { ClockDefinition } from '../policy/pinned.ts';
import { dueAt, limitOf, runningSpans, usedMs } from './clock.ts';
import { milestonesOf } from './milestones.ts';

/** Clocks that an event stops, and those it starts. */
export function clockConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const milestones = milestonesOf(event);
  if (milestones.length === 0) return [];
  const isClosed = milestones.includes('closed');
  const running = state.clocks.filter((clock): clock is RunningClock => clock.status === 'running');
  const stopped = running.flatMap((clock) => {
    const definition = definitionOf(context, clock);
    if (definition !== undefined && milestones.includes(definition.until))
      return stop(clock, definition, event.atMs, state, context);
    if (isClosed) return abandon(clock, definition, event.atMs, state, context);
    return [];
  });
  const goesOn = ({ id, until }: ClockDefinition) =>
    running.some(({ clockId }) => clockId === id) && !milestones.includes(until);
  const started = isClosed
    ? []
    : context.policy.clocks
        .filter((definition) => milestones.includes(definition.from) && limitOf(definition, traitsOf(state)) !== null)
        .filter((definition) => !goesOn(definition))
        .map(({ id }): CaseFact => ({ type: 'ClockStarted', clockId: id, round: nextRound(state, id) }));
  return [...stopped, ...started];
}

/** Clocks count their own rounds: a second visit in one service round starts the same clock again. */
function nextRound(state: CaseState, clockId: string): number {
  return state.clocks.filter((clock) => clock.clockId === clockId).length + 1;
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
  const limit = limitOf(definition, traitsOf(state));
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
