import type { CaseEvent } from '../case/events.ts';
import type { ClockView } from '../case/view.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { ClockId } from '../policy/pinned.ts';
import type { ScriptRun } from './script.ts';

/** A message that went out, or would have. */
export interface Sent {
  readonly atMs: number;
  readonly intent: MessageIntent;
}

/** Messages in the order in which they went out; one that was held counts when it was released. */
export function sentIn({ events }: Pick<ScriptRun, 'events'>): readonly Sent[] {
  return events.flatMap((event) =>
    event.type === 'MessagePlanned' || event.type === 'MessageReleased'
      ? [{ atMs: event.recordedAtMs, intent: event.intent }]
      : [],
  );
}

/** One round of a clock as the run left it. */
export interface ClockRound extends Pick<ClockView, 'status' | 'dueAtMs' | 'limitMs'> {
  /** Running time used; null while the clock has not stopped. */
  readonly usedMs: number | null;
}

/** The rounds of a clock, the first one first; none when it never started. */
export function roundsOf({ events, view }: ScriptRun, clockId: ClockId): readonly ClockRound[] {
  const clocks = view?.clocks.filter((clock) => clock.clockId === clockId) ?? [];
  return clocks.map(({ round, status, dueAtMs, limitMs }) => ({
    status,
    dueAtMs,
    limitMs,
    usedMs: usedIn(events, clockId, round),
  }));
}

function usedIn(events: readonly CaseEvent[], clockId: ClockId, round: number): number | null {
  for (const event of events) {
    if (event.type === 'ClockStopped' && event.clockId === clockId && event.round === round) return event.usedMs;
  }
  return null;
}
