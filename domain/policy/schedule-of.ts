import type { CalendarSchedule } from '../calendar/schedule.ts';
import { civilDate, dayNumber } from '../shared/civil-date.ts';
import type { PolicySource } from './schema.ts';
import { daysOf, type SourceCalendar } from './schema-calendars.ts';

/** Local hours of one calendar, its named holidays written out day by day. */
export function scheduleOf(calendar: SourceCalendar, holidays: PolicySource['holidays']): CalendarSchedule {
  const weekly = Array.from({ length: 7 }, (_, day) =>
    Object.entries(calendar.weekly).flatMap(([key, hours]) => (daysOf(key)?.includes(day) ? hours : [])),
  );
  const daysOff = calendar.holidays.flatMap((name) => holidays[name] ?? []);
  return {
    weekly,
    holidays: [...new Set(daysOff.flatMap(({ from, to }) => datesBetween(from, to)))].sort(),
    specialDays: Object.fromEntries(calendar.specialDays.map(({ on, hours }) => [on, hours])),
  };
}

function datesBetween(from: string, to: string): string[] {
  const [first, last] = [dayNumber(from) ?? 0, dayNumber(to) ?? -1];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => civilDate(first + i));
}
