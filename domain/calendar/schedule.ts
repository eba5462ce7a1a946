import type { CivilDate } from '../shared/civil-date.ts';

/** Minutes since local midnight on the wall clock: 0 to 1440 (`24:00`). */
export type MinuteOfDay = number;

/**
 * A stretch of one day's wall clock. `toMinute` beyond 1440 runs on into the next day: 22:00 to 06:00 is
 * `{ fromMinute: 1320, toMinute: 1800 }` and belongs to the day it starts on.
 */
export interface DayWindow {
  readonly fromMinute: MinuteOfDay;
  readonly toMinute: number;
}

/**
 * One calendar of a policy, still in local time; the zone is the policy's unless it says another. A holiday cuts the weekly hours from
 * midnight to midnight. A special day replaces both the holiday and the weekly hours by hours of its own.
 */
export interface CalendarSchedule {
  /** Seven days, Monday first; several windows a day leave breaks between them. */
  readonly weekly: readonly (readonly DayWindow[])[];
  readonly holidays: readonly CivilDate[];
  /** Where its hours are meant, if not where the policy is. */
  readonly zone?: string;
  readonly specialDays: Readonly<Record<CivilDate, readonly DayWindow[]>>;
}

export const MINUTES_A_DAY = 1_440;

/** Monday 0 to Sunday 6, from days since 1970-01-01 (a Thursday). */
export function weekdayIndex(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}
