import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { atLocalTime, dayStartMs, localDate } from '../../../domain/calendar/local-day.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';

const shanghai = expandCalendars({}, 'Asia/Shanghai', Date.UTC(2026, 2, 9, 1), 90);
const stockholm = expandCalendars({}, 'Europe/Stockholm', Date.UTC(2026, 2, 20), 20);
const autumn = expandCalendars({}, 'Europe/Stockholm', Date.UTC(2026, 9, 20), 20);
const at = (iso: string) => Date.parse(iso);
const TEN_O_CLOCK = 600;

describe('localDate', () => {
  test.each([
    ['2026-03-09T15:59:59.999Z', '2026-03-09'],
    ['2026-03-09T16:00:00Z', '2026-03-10'],
    ['2026-02-26T15:59:00Z', '2026-02-26'],
    ['2026-06-07T15:59:59Z', '2026-06-07'],
    ['2026-06-07T16:00:00Z', '2026-06-08'],
    ['2026-02-20T00:00:00Z', '2026-02-20'],
    ['2027-01-01T00:00:00Z', '2027-01-01'],
  ])('of %s in Shanghai is %s', (instant, date) => {
    expect(localDate(shanghai, at(instant))).toBe(date);
  });

  test('follows a day of 25 hours to its last minute', () => {
    expect(localDate(autumn, at('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
    expect(localDate(autumn, at('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });
});

describe('dayStartMs', () => {
  test('is the local midnight', () => {
    expect(dayStartMs(stockholm, '2026-03-29')).toBe(at('2026-03-28T23:00:00Z'));
    expect(dayStartMs(stockholm, '2026-03-30')).toBe(at('2026-03-29T22:00:00Z'));
  });

  test.each(['2025-01-01', '2027-01-01', '2026-02-30', 'tomorrow'])('of %s is null', (date) => {
    expect(dayStartMs(stockholm, date)).toBeNull();
  });
});

describe('atLocalTime', () => {
  test.each([
    ['the same day', 0, '2026-03-09T02:00:00Z'],
    ['the day before', -1, '2026-03-08T02:00:00Z'],
    ['a week later', 7, '2026-03-16T02:00:00Z'],
    ['beyond the window', 400, '2027-04-13T02:00:00Z'],
    ['before the window', -30, '2026-02-07T02:00:00Z'],
  ])('%s', (_, days, instant) => {
    expect(atLocalTime(shanghai, at('2026-03-09T10:00:00Z'), days, TEN_O_CLOCK)).toBe(at(instant));
  });

  test('keeps the wall clock on and after the day the clocks change', () => {
    const friday = at('2026-03-27T09:00:00Z');
    expect(atLocalTime(stockholm, friday, 1, TEN_O_CLOCK)).toBe(at('2026-03-28T09:00:00Z'));
    expect(atLocalTime(stockholm, friday, 2, 60)).toBe(at('2026-03-29T00:00:00Z'));
    expect(atLocalTime(stockholm, friday, 2, TEN_O_CLOCK)).toBe(at('2026-03-29T08:00:00Z'));
    expect(atLocalTime(stockholm, friday, 3, TEN_O_CLOCK)).toBe(at('2026-03-30T08:00:00Z'));
    expect(atLocalTime(autumn, at('2026-10-24T10:00:00Z'), 1, TEN_O_CLOCK)).toBe(at('2026-10-25T09:00:00Z'));
  });

  test('is not led astray by a day that is longer in the evening', () => {
    // Cairo, 29 October 2026: at midnight it is 23:00 once more.
    const cairo = expandCalendars({}, 'Africa/Cairo', at('2026-10-28T10:00:00Z'), 5);
    expect(atLocalTime(cairo, at('2026-10-28T10:00:00Z'), 1, TEN_O_CLOCK)).toBe(at('2026-10-29T07:00:00Z'));
    expect(atLocalTime(cairo, at('2026-10-28T10:00:00Z'), 2, TEN_O_CLOCK)).toBe(at('2026-10-30T08:00:00Z'));
  });

  test('is the inverse of localDate on every day of the window', () => {
    for (const calendars of [shanghai, stockholm, autumn]) {
      calendars.dayStartsMs.forEach((start, i) => {
        const noon = atLocalTime(calendars, start, 0, 720);
        expect(localDate(calendars, noon)).toBe(localDate(calendars, start));
        expect(atLocalTime(calendars, noon, 0, 0)).toBe(calendars.dayStartsMs[i]);
      });
    }
    expect(atLocalTime(shanghai, shanghai.untilMs + 5 * DAY_MS + 1, 0, 0)).toBe(shanghai.untilMs + 5 * DAY_MS);
  });
});
