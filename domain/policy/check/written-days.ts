import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import type { FaultPath, Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { daysOf, type SourceCalendar } from '../schema-calendars.ts';
import { readDuration, writeDuration } from '../units.ts';

interface WrittenTime {
  readonly path: FaultPath;
  /** The calendar it is counted in. */
  readonly hours: string;
}

/**
 * A `d` is 24 hours, of office hours three days' work; who promises `3d` most likely means three of their days. `input` is
 * the file as it was written, for a time that has been read does not tell how.
 */
export function checkWrittenDays(input: unknown, source: PolicySource): Finding[] {
  return timesOf(source).flatMap(({ path, hours }): Finding[] => {
    const text = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], input);
    const calendar = source.calendars[hours];
    const [, days] = typeof text === 'string' ? (/^(\d+)d/.exec(text) ?? []) : [];
    const read = readDuration(String(text));
    if (days === undefined || calendar === undefined || 'wrong' in read) return [];
    const longestMs = longestDayMs(calendar);
    if (longestMs === 0 || longestMs >= DAY_MS) return [];
    const daysOfIt = Math.round((10 * read.value) / longestMs) / 10;
    const meant = writeDuration(Number(days) * longestMs);
    const message = `${text} is ${read.value / HOUR_MS} open hours, and ${hours} has ${longestMs / HOUR_MS} a day: that is ${daysOfIt} of its days; for ${days} of them write ${meant}`;
    return [{ code: 'days-are-hours', message, path }];
  });
}

function timesOf({ clocks }: PolicySource): readonly WrittenTime[] {
  return Object.entries(clocks).flatMap(([id, clock]) =>
    clock.limits.map(({ calendar }, i) => ({
      path: ['clocks', id, 'limits', i, 'within'],
      hours: calendar ?? clock.calendar,
    })),
  );
}

/** Open time of the longest day of a week. */
function longestDayMs({ weekly }: SourceCalendar): number {
  const byDay = [0, 0, 0, 0, 0, 0, 0];
  for (const [key, windows] of Object.entries(weekly)) {
    const minutes = windows.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);
    for (const day of daysOf(key) ?? []) byDay[day] = (byDay[day] ?? 0) + minutes * MINUTE_MS;
  }
  return Math.max(...byDay);
}
