import { MINUTES_A_DAY } from '../../calendar/schedule.ts';
import { scheduleOf } from '../schedule-of.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceCalendar } from '../schema-calendars.ts';

/** Stands for time that passes whatever is open: days of the year, not of a calendar. */
export const WALL_CLOCK = null;
export type Counting = string | typeof WALL_CLOCK;

/** What counts every hour there is. */
export function alwaysOpen({ calendars, holidays }: PolicySource): ReadonlySet<Counting> {
  const open = Object.entries(calendars).filter(([, calendar]) => neverCloses(calendar, holidays));
  return new Set([WALL_CLOCK, ...open.map(([id]) => id)]);
}

/** Whether both count the same hours, so that times in them may be added and compared. */
export function countAlike(open: ReadonlySet<Counting>, one: Counting, other: Counting): boolean {
  return one === other || (open.has(one) && open.has(other));
}

function neverCloses(calendar: SourceCalendar, holidays: PolicySource['holidays']): boolean {
  const schedule = scheduleOf(calendar, holidays);
  return (
    schedule.weekly.every(([hours]) => hours?.fromMinute === 0 && hours.toMinute === MINUTES_A_DAY) &&
    schedule.holidays.length === 0 &&
    Object.keys(schedule.specialDays).length === 0
  );
}
