import type { ClockId } from '../../policy/pinned.ts';
import { type CaseLedger, isIn } from '../ledger.ts';
import type { ReportWindow } from '../window.ts';

/** How a promise was kept: rounds of its clock that ended or broke in the window. */
export interface KeptLimit {
  readonly clockId: ClockId;
  readonly met: number;
  /** Broken, whether or not it was done later; a breach that was taken back is none. */
  readonly missed: number;
}

/** Every clock of the policy that had something to keep, in the policy's order. */
export function limits(
  ledgers: readonly CaseLedger[],
  window: ReportWindow,
  clockIds: readonly ClockId[],
): readonly KeptLimit[] {
  const kept = new Map(clockIds.map((clockId) => [clockId, { clockId, met: 0, missed: 0 }]));
  for (const ledger of ledgers) {
    for (const [clockId, verdict] of verdictsOf(ledger, window)) {
      const row = kept.get(clockId);
      if (row) row[verdict] += 1;
    }
  }
  return [...kept.values()].filter(({ met, missed }) => met + missed > 0);
}

/** Percent with one digit, or null when nothing was to keep. */
export function percentKept(rows: readonly Pick<KeptLimit, 'met' | 'missed'>[]): number | null {
  const met = rows.reduce((sum, row) => sum + row.met, 0);
  const all = rows.reduce((sum, row) => sum + row.met + row.missed, 0);
  return all === 0 ? null : Number(((100 * met) / all).toFixed(1));
}

/** A broken limit counts where it broke: one that is never met would otherwise never be told. */
function verdictsOf(ledger: CaseLedger, window: ReportWindow): [ClockId, 'met' | 'missed'][] {
  const verdicts = new Map<string, [ClockId, 'met' | 'missed']>();
  const brokenBefore = new Set<string>();
  for (const event of ledger.events) {
    if (event.type !== 'ClockBreached' && event.type !== 'BreachWithdrawn' && event.type !== 'ClockStopped') continue;
    if (event.recordedAtMs >= window.untilMs) break;
    const key = `${event.clockId} ${event.round}`;
    if (event.type === 'BreachWithdrawn') {
      brokenBefore.delete(key);
      // The stop that proved it to be in time comes before, and counts.
      if (verdicts.get(key)?.[1] === 'missed') verdicts.delete(key);
    } else if (event.type === 'ClockBreached' || event.verdict === 'breached') {
      if (isIn(window, event) && !brokenBefore.has(key)) verdicts.set(key, [event.clockId, 'missed']);
      else brokenBefore.add(key);
    } else if (event.verdict === 'met' && isIn(window, event)) {
      verdicts.set(key, [event.clockId, 'met']);
    }
  }
  return [...verdicts.values()];
}
