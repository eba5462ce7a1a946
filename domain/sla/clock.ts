import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { advance, elapsed, merge, nextOpen, subtract } from '../calendar/spans.ts';
import { CALENDARS_AHEAD_MS } from '../calendar/wait.ts';
import type { RunningClock } from '../case/state.ts';
import { matches, type Traits } from '../policy/match.ts';
import type { ClockDefinition, LadderStep, LimitRow } from '../policy/pinned.ts';
import type { PauseCause } from '../policy/vocabulary.ts';
import type { OpenSpan, Span } from '../shared/time.ts';

/** Stretches in which clocks may stand still, by their cause; absent where there never was one. */
export type Pauses = Readonly<
  Record<'held' | 'waiting-for-customer', readonly OpenSpan[]> & Partial<Record<PauseCause, readonly OpenSpan[]>>
>;

/** The limit that the facts select now, or null when the clock does not apply to such a case. */
export function limitOf(definition: ClockDefinition, traits: Traits, clock: Begun): LimitRow | null {
  const row = definition.within.find(({ when }) => matches(when, traits)) ?? null;
  if (row?.agreed !== true) return row;
  return clock.agreedMs === undefined ? null : { ...row, withinMs: Math.max(0, clock.agreedMs - clock.startedAtMs) };
}

/** A clock that has begun, or would now. */
type Begun = Pick<RunningClock, 'startedAtMs' | 'agreedMs'>;

/** What was agreed is agreed by the wall clock. */
const ALWAYS: readonly Span[] = [[0, Number.MAX_SAFE_INTEGER]];

/** The time in which a clock runs: its calendar less the stretches that pause it. */
export function runningSpans(
  definition: ClockDefinition,
  limit: LimitRow,
  pauses: Pauses,
  calendars: ExpandedCalendars,
): readonly Span[] {
  const open = limit.agreed ? ALWAYS : (calendars.spans[limit.calendar ?? definition.calendar] ?? []);
  const paused = definition.pausedWhile
    .flatMap((cause) => pauses[cause] ?? [])
    .map(([fromMs, toMs]): Span => [fromMs, toMs ?? Number.MAX_SAFE_INTEGER]);
  return subtract(open, merge(paused));
}

/**
 * When to warn that `percent` of the limit is used up, and not before every case sees that it ends at `dueAtMs`; null while
 * a pause is open.
 */
export function warnAt(
  spans: readonly Span[],
  startedAtMs: number,
  limit: LimitRow,
  percent: number,
  dueAtMs: number,
): number | null {
  const usedUpAtMs = advance(spans, startedAtMs, Math.floor((limit.withinMs * percent) / 100));
  const seenAtMs = nextOpen(spans, dueAtMs - CALENDARS_AHEAD_MS);
  return usedUpAtMs === null || seenAtMs === null ? null : Math.max(usedUpAtMs, seenAtMs);
}

export function dueAt(spans: readonly Span[], startedAtMs: number, limit: LimitRow): number | null {
  return advance(spans, startedAtMs, limit.withinMs);
}

/** Working time used from the start to `untilMs`. */
export function usedMs(spans: readonly Span[], startedAtMs: number, untilMs: number): number {
  return elapsed(spans, startedAtMs, Math.max(startedAtMs, untilMs));
}

/** The next warning that has not been given, as a percentage, or null. */
export function nextWarning(definition: ClockDefinition, clock: RunningClock): number | null {
  return definition.warnAtPercent.find((percent) => percent > clock.warnedPercent) ?? null;
}

/** When the next step of a ladder is due, counted in the clock's running time from the breach. */
export function ladderStepAt(spans: readonly Span[], breachedAtMs: number, step: LadderStep): number | null {
  return step.afterMs === 0 ? breachedAtMs : advance(spans, breachedAtMs, step.afterMs);
}
