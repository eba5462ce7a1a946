import { mapValues } from '../shared/map-values.ts';
import { filterOf } from './filter-of.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** What is promised, as a case carries it. */
export function pinClocks(source: PolicySource) {
  return {
    clocks: Object.entries(source.clocks).map(([id, clock]) => ({
      id,
      from: clock.from,
      until: clock.until,
      pausedWhile: clock.pausedWhile,
      calendar: clock.calendar,
      within: clock.limits.map(({ when, within, calendar }) => ({
        when: filterOf(when),
        ...(within === 'agreed' ? { withinMs: 0, agreed: true as const } : { withinMs: within }),
        ...(calendar === undefined ? {} : { calendar }),
      })),
      warnAtPercent: clock.warnAt,
      warn: clock.warn ?? null,
      ladder: clock.ladder ?? null,
    })),
    ladders: mapValues(source.ladders, (steps) => steps.map(({ after, notify }) => ({ afterMs: after, notify }))),
  } satisfies Partial<PinnedPolicy>;
}
