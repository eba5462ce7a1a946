import { Temporal } from 'temporal-polyfill/full/implementation';
import { type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';
import { newMoonNear } from './new-moon.ts';

const BEIJING_DAYS_AHEAD = 8 / 24;

/**
 * A day of the Chinese lunar year that begins in the Gregorian `year`; the last day of the month where it has no thirtieth.
 * Leap months have no feasts.
 */
export function lunarDay(year: number, month: number, day: number): CivilDate {
  const first = firstOfMonth(year, month);
  // The next month may be a leap one, so it is found in the sky and not by its number.
  const next = newMoonDay(first + 30);
  return civilDate(Math.min(first + day - 1, next - 1));
}

/**
 * The calendar of the platform knows which month is which, but reckons the new moon a day off where it falls minutes from
 * midnight (2027, 2030).
 */
function firstOfMonth(year: number, month: number): number {
  const lunarYear = Temporal.PlainDate.from({ year, month: 7, day: 1 }).withCalendar('chinese').year;
  const monthCode = `M${String(month).padStart(2, '0')}`;
  const about = Temporal.PlainDate.from({ calendar: 'chinese', year: lunarYear, monthCode, day: 1 });
  return newMoonDay(dayNumber(about.withCalendar('iso8601').toString()) ?? 0);
}

/** The day on which the moon that is new nearest to this day is new in Beijing. */
function newMoonDay(day: number): number {
  return Math.floor(newMoonNear(day) + BEIJING_DAYS_AHEAD);
}
