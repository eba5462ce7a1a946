import type { ClockId, PinnedPolicy } from '../policy/pinned.ts';
import { MINUTE_MS } from '../shared/time.ts';
import { createHistogram, type Histogram } from './histogram.ts';
import type { JudgedClock, Verdict } from './ticket-judgement.ts';

export interface ClockReport {
  readonly clockId: ClockId;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Of those met or breached; null of none. */
  readonly metPercent: number | null;
  readonly limitsMs: { readonly shortest: number; readonly longest: number } | null;
  /** Running time used when the clock stopped, cancelled ones left out. */
  readonly usedMs: Quantiles;
  readonly usedPercentOfLimit: Quantiles;
  /** Started and stopped by one event of the log every time: it says nothing about the work. */
  readonly alwaysAtOnce: boolean;
}

export interface Quantiles {
  readonly median: number | null;
  readonly p90: number | null;
}

interface ClockTally {
  readonly counts: Record<Verdict, number>;
  readonly usedMinutes: Histogram;
  readonly percents: Histogram;
  shortestMs: number;
  longestMs: number;
  mostUsedMs: number;
}

/** Adds up what became of each clock; clocks that never started are told, too. */
export function tallyClocks({ clocks }: PinnedPolicy) {
  const tallies = new Map(clocks.map(({ id }) => [id, emptyTally()]));
  return {
    add(judged: readonly JudgedClock[]): void {
      for (const clock of judged) addTo(tallies.get(clock.clockId), clock);
    },
    report: (): readonly ClockReport[] => [...tallies].map(([clockId, tally]) => reportOf(clockId, tally)),
  };
}

function emptyTally(): ClockTally {
  const counts = { met: 0, breached: 0, cancelled: 0, running: 0 };
  const [usedMinutes, percents] = [createHistogram(), createHistogram()];
  return { counts, usedMinutes, percents, shortestMs: Number.POSITIVE_INFINITY, longestMs: 0, mostUsedMs: 0 };
}

function addTo(tally: ClockTally | undefined, { verdict, usedMs, limitMs }: JudgedClock): void {
  if (tally === undefined) return;
  tally.counts[verdict] += 1;
  if (verdict === 'cancelled' || limitMs === 0) return;
  tally.shortestMs = Math.min(tally.shortestMs, limitMs);
  tally.longestMs = Math.max(tally.longestMs, limitMs);
  if (usedMs === null) return;
  tally.mostUsedMs = Math.max(tally.mostUsedMs, usedMs);
  tally.usedMinutes.add(Math.round(usedMs / MINUTE_MS));
  tally.percents.add(Math.round((usedMs / limitMs) * 100));
}

function reportOf(clockId: ClockId, tally: ClockTally): ClockReport {
  const { counts, usedMinutes, percents, shortestMs, longestMs, mostUsedMs } = tally;
  const judged = counts.met + counts.breached;
  const inMs = (minutes: number | null) => (minutes === null ? null : minutes * MINUTE_MS);
  return {
    clockId,
    counts: { ...counts },
    metPercent: judged === 0 ? null : Math.round((counts.met / judged) * 100 * 10) / 10,
    limitsMs: longestMs === 0 ? null : { shortest: shortestMs, longest: longestMs },
    usedMs: { median: inMs(usedMinutes.at(0.5)), p90: inMs(usedMinutes.at(0.9)) },
    usedPercentOfLimit: { median: percents.at(0.5), p90: percents.at(0.9) },
    alwaysAtOnce: counts.met > 0 && counts.breached === 0 && mostUsedMs === 0,
  };
}
