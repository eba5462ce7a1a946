import { type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';
import { DAY_MS, MINUTE_MS } from '../shared/time.ts';
import type { ExpandedCalendars } from './expanded.ts';

/** Where clocks change in the small hours, a day of 23 or 25 hours is counted back from its end from here on. */
const AFTER_CLOCK_CHANGE_MINUTE = 4 * 60;

/** The local day `atMs` falls on; beyond the window days are taken to have 24 hours. */
export function localDate(calendars: ExpandedCalendars, atMs: number): CivilDate {
  return civilDate(firstDayNumber(calendars) + dayIndex(calendars, atMs));
}

/** Local midnight that begins `date`; null when the day lies outside the window or is no day at all. */
export function dayStartMs(calendars: ExpandedCalendars, date: CivilDate): number | null {
  const day = dayNumber(date);
  if (day === null) return null;
  return calendars.dayStartsMs[day - firstDayNumber(calendars)] ?? null;
}

/**
 * The instant of a wall-clock time `daysLater` days (negative: earlier) after the local day of `fromMs`. On a day on
 * which the clocks change it is exact from 04:00 to 22:00; beyond the window days are taken to have 24 hours.
 */
export function atLocalTime(
  calendars: ExpandedCalendars,
  fromMs: number,
  daysLater: number,
  minuteOfDay: number,
): number {
  return momentOn(calendars, dayIndex(calendars, fromMs) + daysLater, minuteOfDay);
}

/** The same on a day that is named. */
export function atLocalDate(calendars: ExpandedCalendars, date: CivilDate, minuteOfDay: number): number {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`not a day: ${date}`);
  return momentOn(calendars, day - firstDayNumber(calendars), minuteOfDay);
}

function momentOn(calendars: ExpandedCalendars, index: number, minuteOfDay: number): number {
  const start = startOf(calendars, index);
  const end = startOf(calendars, index + 1);
  const alike = end - start === DAY_MS || calendars.eveningChanges?.includes(index) === true;
  if (alike || minuteOfDay < AFTER_CLOCK_CHANGE_MINUTE) return start + minuteOfDay * MINUTE_MS;
  return end - DAY_MS + minuteOfDay * MINUTE_MS;
}

/** Index into `dayStartsMs`; negative before the window, its length and more after it. */
function dayIndex(calendars: ExpandedCalendars, atMs: number): number {
  const { fromMs, untilMs, dayStartsMs } = calendars;
  if (atMs < fromMs) return Math.floor((atMs - fromMs) / DAY_MS);
  if (atMs >= untilMs) return dayStartsMs.length + Math.floor((atMs - untilMs) / DAY_MS);
  let low = 0;
  let high = dayStartsMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (dayStartsMs[middle]! <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startOf(calendars: ExpandedCalendars, index: number): number {
  const { fromMs, untilMs, dayStartsMs } = calendars;
  if (index < 0) return fromMs + index * DAY_MS;
  return dayStartsMs[index] ?? untilMs + (index - dayStartsMs.length) * DAY_MS;
}

function firstDayNumber(calendars: ExpandedCalendars): number {
  const day = dayNumber(calendars.firstDay);
  if (day === null) throw new RangeError(`calendars.firstDay is no date: ${calendars.firstDay}`);
  return day;
}
