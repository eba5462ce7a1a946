import type { FactsFilter } from '../policy/pinned.ts';
import { HOUR_MS, MINUTE_MS } from '../shared/time.ts';

/** The cases a filter is for, in words. */
export function casesOf(when: FactsFilter): string {
  const given = Object.values(when).filter((values) => values !== undefined);
  return given.length === 0 ? 'every case' : given.map((values) => values.join(' or ')).join(', ');
}

/** A time limit in words. */
export function lengthOf(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), (ms % HOUR_MS) / MINUTE_MS];
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ');
}
