import { suggest } from '../../domain/policy/did-you-mean.ts';
import { civilDate, dayNumber } from '../../domain/shared/civil-date.ts';
import { localDay, localInstant, localTime } from '../requests/local-instant.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MOMENT = /^(?:([A-Za-z]+) )?(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}:\d{2})$/;

export type Moment = { readonly atMs: number } | { readonly wrong: string };

/** What a moment leaves out is taken from another one: `after` it (the first such moment that is not earlier) or `before`. */
export interface Reckoning {
  readonly zone: string;
  readonly fromMs: number | null;
  readonly side: 'after' | 'before';
}

/** A time as scenarios write it: `Fri 2026-03-13 16:00`, `Mon 09:20` (the next one), `16:10` (the same day). */
export function readMoment(text: string, { zone, fromMs, side }: Reckoning): Moment {
  const [, weekday, date, clock] = MOMENT.exec(text.trim()) ?? [];
  if (clock === undefined) {
    return {
      wrong: `"${text}" is no time; write Fri 2026-03-13 16:00, or shorter Fri 16:00, or 16:00 for the same day`,
    };
  }
  if (weekday !== undefined && !isWeekday(weekday)) {
    return { wrong: `"${weekday}" is no day of the week; ${suggest(weekday, WEEKDAYS)}` };
  }
  const time = clock.padStart(5, '0');
  if (date !== undefined) return onDate(date, time, weekday, zone);
  if (fromMs === null) return { wrong: `"${text}" needs its date here, such as Fri 2026-03-13 16:00` };
  const today = dayNumber(localDay(fromMs, zone))!;
  const step = side === 'after' ? 1 : -1;
  const tries = weekday === undefined ? [today] : Array.from({ length: 8 }, (_, days) => today + days * step);
  for (const day of tries.filter((one) => weekday === undefined || weekdayOf(one) === weekday)) {
    const atMs = localInstant(civilDate(day), time, zone);
    if (atMs !== null && (atMs - fromMs) * step >= 0) return { atMs };
  }
  const than = side === 'after' ? 'earlier than what it follows' : 'later than what it belongs to';
  return { wrong: `"${text}" is ${than}, or does not exist in ${zone}; write the day or the date as well` };
}

function onDate(date: string, time: string, weekday: string | undefined, zone: string): Moment {
  const day = dayNumber(date);
  if (day === null) return { wrong: `${date} is no day of the calendar` };
  if (weekday !== undefined && weekdayOf(day) !== weekday) {
    return { wrong: `${date} is a ${weekdayOf(day)}, not a ${weekday}; correct one of them` };
  }
  const atMs = localInstant(date, time, zone);
  return atMs === null ? { wrong: `${date} ${time} does not exist in ${zone}, or comes twice` } : { atMs };
}

function weekdayOf(day: number): string {
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7]!;
}

function isWeekday(text: string): text is (typeof WEEKDAYS)[number] {
  return (WEEKDAYS as readonly string[]).includes(text);
}

/** An instant as scenarios write it, date and all. */
export function writtenMoment(atMs: number, zone: string): string {
  const date = localDay(atMs, zone);
  return `${weekdayOf(dayNumber(date)!)} ${date} ${localTime(atMs, zone)}`;
}
