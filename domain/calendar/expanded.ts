import type { CivilDate } from '../shared/civil-date.ts';
import type { Span } from '../shared/time.ts';

/** The name of a feast in a policy, such as `mid-autumn`. */
export type FeastId = string;

/** The name of a calendar in a policy, such as `office-hours`. */
export type CalendarId = string;

/**
 * Every calendar of a policy as absolute UTC spans over one window, made outside the workflow (`expand.ts`), so that
 * no replay depends on zone data. `dayStartsMs[i]` is local midnight of `firstDay + i` in the policy's zone.
 */
export interface ExpandedCalendars {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly firstDay: CivilDate;
  readonly dayStartsMs: readonly number[];
  /** Indexes of the days on which the clocks change in the evening, as in Cairo; absent when there are none. */
  readonly eveningChanges?: readonly number[];
  /** Days of feasts from `firstDay` on, and for more than a year beyond the window; absent when the policy has none. */
  readonly feasts?: Readonly<Record<FeastId, readonly CivilDate[]>>;
  /** Sorted, disjoint, not touching. */
  readonly spans: Readonly<Record<CalendarId, readonly Span[]>>;
}
