import { type CivilDate, dayNumber } from '../shared/civil-date.ts';

/** A day of any year: `05-21`. */
export type MonthDay = string;

/** That day of a year; 29 February is the 28th in ordinary years (o). */
export function dayOfYear(monthDay: MonthDay, year: number): CivilDate {
  const date = `${year}-${monthDay}`;
  return dayNumber(date) === null ? `${year}-02-28` : date;
}
