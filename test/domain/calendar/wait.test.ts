import { expect, test } from 'vitest';
import { waitFrom } from '../../../domain/calendar/wait.ts';
import { DAY_MS, HOUR_MS, type Span } from '../../../domain/shared/time.ts';

/** One hour a week, for a year. */
const WEEKLY = Array.from({ length: 52 }, (_, week): Span => [week * 7 * DAY_MS, week * 7 * DAY_MS + HOUR_MS]);

test('a wait is counted in open hours', () => {
  expect(waitFrom(WEEKLY, 0, 2 * HOUR_MS)).toBe(7 * DAY_MS + HOUR_MS);
});

test('a wait ends after 30 days, however far the calendars reach', () => {
  expect(waitFrom(WEEKLY, 0, 6 * HOUR_MS)).toBe(30 * DAY_MS);
  expect(waitFrom(WEEKLY.slice(0, 5), 0, 6 * HOUR_MS)).toBe(30 * DAY_MS);
});
