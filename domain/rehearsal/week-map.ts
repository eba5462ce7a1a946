import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { dayStartMs, localDate } from '../calendar/local-day.ts';
import { weekdayIndex } from '../calendar/schedule.ts';
import { dayNumber } from '../shared/civil-date.ts';
import { HOUR_MS } from '../shared/time.ts';

/** Counts by the policy's local time: seven days, Monday first, of 24 hours each. */
export type WeekMap = readonly (readonly number[])[];

export interface WeekTally {
  add(calendars: ExpandedCalendars, atMs: number): void;
  map(): WeekMap;
}

export function tallyWeek(): WeekTally {
  const counts = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  return {
    add(calendars, atMs) {
      const date = localDate(calendars, atMs);
      const hour = Math.floor((atMs - (dayStartMs(calendars, date) ?? atMs)) / HOUR_MS);
      const day = counts[weekdayIndex(dayNumber(date) ?? 0)]!;
      // The longest day of a year has 25.
      const index = Math.min(hour, 23);
      day[index] = (day[index] ?? 0) + 1;
    },
    map: () => counts.map((day) => [...day]),
  };
}

/** The busiest hour of a week; null of an empty one. */
export function peakOf(
  map: WeekMap,
): { readonly weekday: number; readonly hour: number; readonly count: number } | null {
  const hours = map.flatMap((day, weekday) => day.map((count, hour) => ({ weekday, hour, count })));
  const peak = hours.reduce((most, one) => (one.count > most.count ? one : most));
  return peak.count === 0 ? null : peak;
}
