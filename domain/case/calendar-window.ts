import { DAY_MS } from '../shared/time.ts';
import type { CaseState } from './state.ts';

/** Back-dated facts, and the occasions of the last days, look back as far as that. */
const BEHIND_MS = 40 * DAY_MS;

/**
 * From when on a case must know its calendars. Clocks and pauses look back as far as the opening, however long a case of
 * service lives; care lives for years and looks back no further than its running clocks do.
 */
export function calendarsNeededFrom({ kind, openedAtMs, clocks }: CaseState, nowMs: number): number {
  if (kind !== 'care') return openedAtMs;
  const begun = clocks.flatMap((clock) => (clock.status === 'running' ? [clock.startedAtMs] : []));
  return Math.max(openedAtMs, Math.min(nowMs - BEHIND_MS, ...begun));
}
