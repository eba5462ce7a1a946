import { assertNever } from '../shared/assert-never.ts';
import type { CaseEvent, FactOf } from './events.ts';
import type { Breach, ClockState, ClockSubject, RunningClock } from './state.ts';

type ClockEvent = Extract<
  CaseEvent,
  FactOf<
    | 'ClockStarted'
    | 'ClockWarned'
    | 'ClockBreached'
    | 'ClockEscalated'
    | 'EscalationAcknowledged'
    | 'ClockStopped'
    | 'BreachWithdrawn'
  >
>;

/** Clocks that a case carries; the ledger has them all. */
const KEPT = 60;

/** The clocks of a case after one of their events. */
export function evolveClock(clocks: readonly ClockState[], event: ClockEvent): readonly ClockState[] {
  const { clockId, round, atMs } = event;
  switch (event.type) {
    case 'ClockStarted':
      return [
        ...clocks,
        { status: 'running', clockId, round, startedAtMs: atMs, warnedPercent: 0, breach: null, ...subjectOf(event) },
      ];
    case 'ClockWarned':
      return running(clocks, event, (clock) => ({ ...clock, warnedPercent: event.percent }));
    case 'ClockBreached':
      return running(clocks, event, (clock) => ({
        ...clock,
        warnedPercent: 100,
        breach: { dueAtMs: event.dueAtMs, raised: 0, alertedIds: [], acknowledgedBy: null },
      }));
    case 'ClockEscalated':
      return breached(clocks, event, (breach) => ({
        ...breach,
        raised: event.step,
        alertedIds: event.personId === null ? breach.alertedIds : [...breach.alertedIds, event.personId],
      }));
    case 'EscalationAcknowledged':
      return breached(clocks, event, (breach) => ({ ...breach, acknowledgedBy: event.personId }));
    case 'ClockStopped':
      return pruned(
        running(clocks, event, ({ startedAtMs, ...clock }) => ({
          status: 'stopped',
          clockId,
          round,
          startedAtMs,
          stoppedAtMs: atMs,
          verdict: event.verdict,
          dueAtMs: event.dueAtMs,
          usedMs: event.usedMs,
          limitMs: event.limitMs,
          ...subjectOf(clock),
        })),
      );
    case 'BreachWithdrawn':
      return clocks;
    default:
      return assertNever(event);
  }
}

/** Over the years clocks stop by the hundred: the oldest stopped ones are forgotten, but for the last of each. */
function pruned(clocks: readonly ClockState[]): readonly ClockState[] {
  if (clocks.length <= KEPT) return clocks;
  const oldest = clocks.find(
    ({ status, clockId, round }) =>
      status === 'stopped' && clocks.some((later) => later.clockId === clockId && later.round > round),
  );
  return oldest === undefined ? clocks : pruned(clocks.filter((clock) => clock !== oldest));
}

function running(
  clocks: readonly ClockState[],
  { clockId, round }: ClockEvent,
  update: (clock: RunningClock) => ClockState,
): readonly ClockState[] {
  return clocks.map((clock) =>
    clock.status === 'running' && clock.clockId === clockId && clock.round === round ? update(clock) : clock,
  );
}

function breached(
  clocks: readonly ClockState[],
  event: ClockEvent,
  update: (breach: Breach) => Breach,
): readonly ClockState[] {
  return running(clocks, event, (clock) =>
    clock.breach === null ? clock : { ...clock, breach: update(clock.breach) },
  );
}

/** Left out rather than undefined: a state is plain JSON. */
function subjectOf({ itemId, agreedMs }: ClockSubject): ClockSubject {
  return { ...(itemId === undefined ? {} : { itemId }), ...(agreedMs === undefined ? {} : { agreedMs }) };
}
