import { describe, expect, test } from 'vitest';
import { periodStarts, windowsAt } from '../../../domain/report/window.ts';
import { at } from './ledgers.ts';

const SHANGHAI = 'Asia/Shanghai';
const MONDAY = { weekday: 0 };

describe('the window of a report', () => {
  test.each([
    ['on its very day, whatever the hour', '2026-03-09 00:00'],
    ['in the middle of the week', '2026-03-12 17:30'],
    ['on the last day before the next', '2026-03-15 23:59'],
  ])('is the last whole week %s', (_, when) => {
    const { window, before } = windowsAt(MONDAY, SHANGHAI, at(when));
    expect(window).toEqual({
      fromDate: '2026-03-02',
      untilDate: '2026-03-09',
      fromMs: at('2026-03-02 00:00'),
      untilMs: at('2026-03-09 00:00'),
    });
    expect([before.fromDate, before.untilDate]).toEqual(['2026-02-23', '2026-03-02']);
  });

  test('is the month before', () => {
    const { window, before } = windowsAt('month', SHANGHAI, at('2026-03-01 08:00'));
    expect([window.fromDate, window.untilDate]).toEqual(['2026-02-01', '2026-03-01']);
    expect([before.fromDate, before.untilDate]).toEqual(['2026-01-01', '2026-02-01']);
  });

  test('begins and ends at local midnight where the clocks change in between', () => {
    const { window } = windowsAt(MONDAY, 'Europe/Stockholm', Date.parse('2026-03-30T06:00:00Z'));
    expect(new Date(window.fromMs).toISOString()).toBe('2026-03-22T23:00:00.000Z');
    expect(new Date(window.untilMs).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  });

  test('is the day of the zone, not of UTC', () => {
    // Still Sunday in UTC.
    expect(windowsAt(MONDAY, SHANGHAI, Date.parse('2026-03-08T20:00:00Z')).window.untilDate).toBe('2026-03-09');
  });

  test('ends the periods in which problems come back', () => {
    const { window } = windowsAt('month', SHANGHAI, at('2026-03-01 08:00'));
    const starts = periodStarts(SHANGHAI, window);
    expect(starts).toEqual({
      month: at('2026-02-01 00:00'),
      quarter: at('2025-12-01 00:00'),
      year: at('2025-03-01 00:00'),
    });
  });
});
