import { assertNever } from '../shared/assert-never.ts';
import { addMonths, type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';
import { lunarDay } from './lunar.ts';
import { weekdayIndex } from './schedule.ts';
import { dayOfYear } from './yearly.ts';

/** A day that comes once a year. */
export type Feast =
  /** `01-01`; 29 February is the 28th in ordinary years. */
  | { readonly kind: 'fixed'; readonly on: string }
  /** The nth such weekday (Monday 0) of a month, or its last. */
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: 1 | 2 | 3 | 4 | 'last' }
  /** A day of the Chinese lunar year: Mid-Autumn is the 15th of its eighth month. */
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number };

/** The days of a feast from one day up to another, both included. */
export function feastDays(feast: Feast, from: CivilDate, until: CivilDate): readonly CivilDate[] {
  const [first, last] = [from, until].map((date) => Number(date.slice(0, 4))) as [number, number];
  // The last days of a lunar year lie in the next one.
  const years = Array.from({ length: last - first + 2 }, (_, i) => first - 1 + i);
  return years.map((year) => feastDay(feast, year)).filter((date) => from <= date && date <= until);
}

function feastDay(feast: Feast, year: number): CivilDate {
  switch (feast.kind) {
    case 'fixed':
      return dayOfYear(feast.on, year);
    case 'weekday':
      return weekdayOf(feast, year);
    case 'lunar':
      return lunarDay(year, feast.month, feast.day);
    default:
      return assertNever(feast);
  }
}

function weekdayOf({ month, weekday, nth }: Extract<Feast, { kind: 'weekday' }>, year: number): CivilDate {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const begin = numberOf(nth === 'last' ? addMonths(first, 1) : first);
  const ahead = (weekday - weekdayIndex(begin) + 7) % 7;
  return civilDate(begin + ahead + (nth === 'last' ? -7 : (nth - 1) * 7));
}

function numberOf(date: CivilDate): number {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`not a day: ${date}`);
  return day;
}
