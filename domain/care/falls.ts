import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { dayOfYear } from '../calendar/yearly.ts';
import { type Facts, plainFact } from '../case/facts.ts';
import type { CareAnchor, Falls } from '../policy/pinned-care.ts';
import { assertNever } from '../shared/assert-never.ts';
import { addMonths, type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';

/** What the days of an occasion are counted from. */
export interface CareSubject {
  readonly facts: Facts;
  /** The day on which care began. */
  readonly begunOn: CivilDate;
  /** The days of the policy's feasts, as far as calendars reach; absent when it has none. */
  readonly feasts?: ExpandedCalendars['feasts'] | undefined;
}

/** The first day behind `after` on which an occasion falls; null when it falls no more, or nobody knows what it counts from. */
export function fallAfter(falls: Falls, subject: CareSubject, after: CivilDate): CivilDate | null {
  switch (falls.kind) {
    case 'after': {
      const from = anchorOf(falls.of, subject);
      if (from === null) return null;
      const on = plusDays(addMonths(from, falls.months), falls.days);
      return on > after ? on : null;
    }
    case 'every-days': {
      const from = anchorOf(falls.of, subject);
      if (from === null) return null;
      const passed = Math.floor((numberOf(after) - numberOf(from)) / falls.days);
      return plusDays(from, (Math.max(0, passed) + 1) * falls.days);
    }
    case 'every-months': {
      const from = anchorOf(falls.of, subject);
      if (from === null) return null;
      // A short month may hold the day back, so one too few is counted first.
      let times = Math.max(1, Math.floor(monthsBetween(from, after) / falls.months));
      while (addMonths(from, times * falls.months) <= after) times += 1;
      return addMonths(from, times * falls.months);
    }
    case 'in-months': {
      const first = `${after.slice(0, 7)}-01`;
      for (let later = 0; later <= 12; later++) {
        const month = addMonths(first, later);
        const on = dayOfMonth(month, falls.day);
        if (falls.months.includes(Number(month.slice(5, 7))) && on > after) return on;
      }
      return null;
    }
    case 'birthday':
      return birthdayAfter(falls.daysBefore, subject, after);
    case 'feast': {
      const days = (subject.feasts?.[falls.feast] ?? []).map((day) => plusDays(day, -falls.daysBefore));
      return days.find((day) => day > after) ?? null;
    }
    default:
      return assertNever(falls);
  }
}

/** A birthday is `--05-21`: nobody needs to know the year. */
function birthdayAfter(daysBefore: number, { facts }: CareSubject, after: CivilDate): CivilDate | null {
  const birthday = plainFact(facts, 'birthday');
  if (birthday === null) return null;
  const year = Number(after.slice(0, 4));
  const days = [year, year + 1, year + 2].map((one) => plusDays(dayOfYear(birthday.slice(2), one), -daysBefore));
  return days.find((day) => day > after) ?? null;
}

function anchorOf(of: CareAnchor | null, { facts, begunOn }: CareSubject): CivilDate | null {
  return of === null ? begunOn : plainFact(facts, of);
}

/** The day of a month that begins on `first`, or the last one it has. */
function dayOfMonth(first: CivilDate, day: number): CivilDate {
  const last = numberOf(addMonths(first, 1)) - 1;
  return civilDate(Math.min(numberOf(first) + day - 1, last));
}

function monthsBetween(from: CivilDate, to: CivilDate): number {
  return (
    Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(0, 4)) * 12 - Number(from.slice(5, 7))
  );
}

/** Days from one day to another. */
export function spanOfDays(from: CivilDate, to: CivilDate): number {
  return numberOf(to) - numberOf(from);
}

export function plusDays(date: CivilDate, days: number): CivilDate {
  return civilDate(numberOf(date) + days);
}

function numberOf(date: CivilDate): number {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`not a day: ${date}`);
  return day;
}
