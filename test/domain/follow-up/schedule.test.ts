import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { scheduleFollowUp } from '../../../domain/follow-up/schedule.ts';
import type { FollowUpPlan } from '../../../domain/policy/pinned.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';

const ZONE = 'Europe/Berlin';
const PLAN: FollowUpPlan = {
  days: [
    { day: 1, atMinuteOfDay: 10 * 60 },
    { day: 3, atMinuteOfDay: 10 * 60 },
    { day: 7, atMinuteOfDay: 20 * 60 },
  ],
  hours: 'polite',
  answerWithinMs: DAY_MS,
  reopenOnProblem: true,
};
const weekdays = [{ fromMinute: 9 * 60, toMinute: 18 * 60 }];
const polite = { weekly: [weekdays, weekdays, weekdays, weekdays, weekdays, [], []], holidays: [], specialDays: {} };
/** The clocks go forward on Sunday, 29 March 2026. */
const calendars = expandCalendars({ polite }, ZONE, Date.parse('2026-03-20T00:00:00Z'), 60);
const winter = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+01:00`);
const summer = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+02:00`);
const next = (anchorMs: number, afterDay: number | null, nowMs: number, plan = PLAN) =>
  scheduleFollowUp(plan, calendars, anchorMs, afterDay, nowMs);

describe('the next follow-up', () => {
  test('counts local days from the day of the service, whatever its hour', () => {
    for (const served of [winter('03-23 00:05'), winter('03-23 23:55')]) {
      expect(next(served, null, served)).toEqual({ day: 1, askAtMs: winter('03-24 10:00') });
    }
  });

  test('keeps the hour on the wall when the clocks change', () => {
    const served = winter('03-27 12:00');
    expect(next(served, 1, served)).toEqual({ day: 3, askAtMs: summer('03-30 10:00') });
  });

  test('on a closed day waits for the next open hour', () => {
    const served = winter('03-27 12:00');
    expect(next(served, null, served)).toEqual({ day: 1, askAtMs: summer('03-30 09:00') });
  });

  test('after closing time waits for the next morning', () => {
    const served = winter('03-23 12:00');
    expect(next(served, 3, served)).toEqual({ day: 7, askAtMs: summer('03-31 09:00') });
  });

  test('that is overdue is asked now', () => {
    const served = winter('03-23 12:00');
    expect(next(served, null, winter('03-24 15:00'))).toEqual({ day: 1, askAtMs: winter('03-24 15:00') });
  });

  test('that is overdue is left out when the one behind it is due as well', () => {
    const served = winter('03-23 12:00');
    expect(next(served, null, winter('03-26 11:00'))).toEqual({ day: 3, askAtMs: winter('03-26 11:00') });
  });

  test('is none after the last day, and none in an empty plan', () => {
    const served = winter('03-23 12:00');
    expect(next(served, 7, served)).toBeNull();
    expect(next(served, null, served, { ...PLAN, days: [] })).toBeNull();
  });
});
