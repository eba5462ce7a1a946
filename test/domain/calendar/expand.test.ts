import { describe, expect, test } from 'vitest';
import { DAYS_BEHIND, expandCalendars, isZone } from '../../../domain/calendar/expand.ts';
import type { CalendarSchedule, DayWindow } from '../../../domain/calendar/schedule.ts';
import { dayNumber } from '../../../domain/shared/civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Span } from '../../../domain/shared/time.ts';

const hours = (from: number, to: number): DayWindow => ({ fromMinute: from * 60, toMinute: to * 60 });
const everyDay = (...windows: DayWindow[]): CalendarSchedule => ({
  weekly: Array.from({ length: 7 }, () => windows),
  holidays: [],
  specialDays: {},
});
const ROUND_THE_CLOCK = everyDay(hours(0, 24));
const OFFICE: CalendarSchedule = {
  weekly: [...Array.from({ length: 5 }, () => [hours(9, 12), hours(13, 18)]), [], []],
  holidays: [],
  specialDays: {},
};

/** The spans of one schedule that begin on `date`, as UTC texts. */
function opening(schedule: CalendarSchedule, zone: string, date: string): string[] {
  const noonMs = dayNumber(date)! * DAY_MS + 12 * HOUR_MS;
  const calendars = expandCalendars({ it: schedule }, zone, noonMs, 5);
  const index = dayNumber(date)! - dayNumber(calendars.firstDay)!;
  const [from, to] = [calendars.dayStartsMs[index]!, calendars.dayStartsMs[index + 1]!];
  return calendars.spans.it!.filter((span) => span[0] >= from && span[0] < to).map(text);
}

function text([fromMs, toMs]: Span): string {
  const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  return `${minute(fromMs)} ${minute(toMs)}`;
}

describe('the window', () => {
  const calendars = expandCalendars({ always: ROUND_THE_CLOCK }, 'Asia/Shanghai', Date.UTC(2026, 2, 9, 17), 90);

  test('begins at a local midnight ten days before and covers the days asked for', () => {
    expect(calendars.firstDay).toBe('2026-02-28');
    expect(new Date(calendars.fromMs).toISOString()).toBe('2026-02-27T16:00:00.000Z');
    expect(calendars.dayStartsMs).toHaveLength(DAYS_BEHIND + 90 + 1);
    expect(calendars.dayStartsMs[0]).toBe(calendars.fromMs);
    expect(calendars.untilMs).toBe(calendars.fromMs + 101 * DAY_MS);
  });

  test('is one span round the clock', () => {
    expect(calendars.spans.always).toEqual([[calendars.fromMs, calendars.untilMs]]);
  });
});

describe('weekly hours', () => {
  test('leave the break and the weekend closed', () => {
    expect(opening(OFFICE, 'Asia/Shanghai', '2026-03-09')).toEqual([
      '2026-03-09T01:00 2026-03-09T04:00',
      '2026-03-09T05:00 2026-03-09T10:00',
    ]);
    expect(opening(OFFICE, 'Asia/Shanghai', '2026-03-14')).toEqual([]);
  });

  test('may run over midnight, and the night before reaches into the first day', () => {
    const nights = everyDay(hours(22, 30));
    expect(opening(nights, 'UTC', '2026-03-09')).toEqual(['2026-03-09T22:00 2026-03-10T06:00']);
    const calendars = expandCalendars({ nights }, 'UTC', Date.UTC(2026, 2, 9), 1);
    expect(calendars.spans.nights![0]).toEqual([calendars.fromMs, calendars.fromMs + 6 * HOUR_MS]);
    expect(calendars.spans.nights!.at(-1)![1]).toBe(calendars.untilMs);
  });

  test('with the hour before midnight and the hour after it have no gap', () => {
    const late = everyDay(hours(0, 1), hours(23, 24));
    expect(opening(late, 'UTC', '2026-03-09')).toEqual(['2026-03-09T23:00 2026-03-10T01:00']);
  });
});

describe('precedence', () => {
  const monday = '2026-03-09';
  test.each<{ why: string; holidays: string[]; specialDays: Record<string, DayWindow[]>; open: string[] }>([
    { why: 'a holiday cuts weekly hours', holidays: [monday], specialDays: {}, open: [] },
    {
      why: 'a special day replaces weekly hours',
      holidays: [],
      specialDays: { [monday]: [hours(10, 11)] },
      open: ['2026-03-09T10:00 2026-03-09T11:00'],
    },
    {
      why: 'a special day replaces a holiday',
      holidays: [monday],
      specialDays: { [monday]: [hours(10, 11)] },
      open: ['2026-03-09T10:00 2026-03-09T11:00'],
    },
    { why: 'a special day without hours is closed', holidays: [], specialDays: { [monday]: [] }, open: [] },
  ])('$why', ({ holidays, specialDays, open }) => {
    expect(opening({ ...OFFICE, holidays, specialDays }, 'UTC', monday)).toEqual(open);
  });

  test('a worked Saturday opens a day the week leaves closed', () => {
    const schedule = { ...OFFICE, specialDays: { '2026-02-14': [hours(9, 12)] } };
    expect(opening(schedule, 'Asia/Shanghai', '2026-02-14')).toEqual(['2026-02-14T01:00 2026-02-14T04:00']);
  });

  test('a holiday is cut out of a night that runs through it', () => {
    const nights = { ...everyDay(hours(22, 30)), holidays: ['2026-03-10'] };
    expect(opening(nights, 'UTC', '2026-03-09')).toEqual(['2026-03-09T22:00 2026-03-10T00:00']);
    expect(opening(nights, 'UTC', '2026-03-10')).toEqual([]);
    expect(opening(nights, 'UTC', '2026-03-11')).toEqual([
      '2026-03-11T00:00 2026-03-11T06:00',
      '2026-03-11T22:00 2026-03-12T06:00',
    ]);
  });
});

describe('when the clocks change', () => {
  const minutes = (from: string, to: string): DayWindow => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) });
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

  test.each([
    // Stockholm, 29 March 2026: 02:00 becomes 03:00.
    ['Europe/Stockholm', '2026-03-29', '01:00', '04:00', '2026-03-29T00:00 2026-03-29T02:00'],
    ['Europe/Stockholm', '2026-03-29', '02:30', '04:00', '2026-03-29T01:00 2026-03-29T02:00'],
    ['Europe/Stockholm', '2026-03-29', '01:00', '02:30', '2026-03-29T00:00 2026-03-29T01:00'],
    ['Europe/Stockholm', '2026-03-29', '09:00', '17:00', '2026-03-29T07:00 2026-03-29T15:00'],
    // Stockholm, 25 October 2026: 03:00 becomes 02:00, so the hour from 02:00 comes twice.
    ['Europe/Stockholm', '2026-10-25', '01:00', '04:00', '2026-10-24T23:00 2026-10-25T03:00'],
    ['Europe/Stockholm', '2026-10-25', '02:00', '03:00', '2026-10-25T00:00 2026-10-25T02:00'],
    ['Europe/Stockholm', '2026-10-25', '02:30', '02:45', '2026-10-25T00:30 2026-10-25T01:45'],
    // Hours that end or begin where the repeated hour does have none, or all, of it.
    ['Europe/Stockholm', '2026-10-25', '01:00', '02:00', '2026-10-24T23:00 2026-10-25T00:00'],
    ['Europe/Stockholm', '2026-10-25', '03:00', '04:00', '2026-10-25T02:00 2026-10-25T03:00'],
    // Lord Howe moves by half an hour: 4 October 2026 02:00 becomes 02:30.
    ['Australia/Lord_Howe', '2026-10-04', '01:00', '03:00', '2026-10-03T14:30 2026-10-03T16:00'],
    ['Asia/Kolkata', '2026-03-09', '09:30', '18:00', '2026-03-09T04:00 2026-03-09T12:30'],
    ['Asia/Kathmandu', '2026-03-09', '10:00', '11:00', '2026-03-09T04:15 2026-03-09T05:15'],
    // Cairo, 24 April 2026: midnight itself does not exist, the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', '00:00', '09:00', '2026-04-23T22:00 2026-04-24T06:00'],
  ])('%s on %s from %s to %s is %s', (zone, date, from, to, span) => {
    expect(opening(everyDay(minutes(from, to)), zone, date)).toEqual([span]);
  });

  test('a midnight that comes twice ends the day the first time', () => {
    // Havana, 1 November 2026: 01:00 becomes 00:00.
    expect(opening(everyDay(hours(20, 24)), 'America/Havana', '2026-10-31')).toEqual([
      '2026-11-01T00:00 2026-11-01T04:00',
    ]);
  });

  test('a hidden window in the missing hour leaves nothing open', () => {
    expect(opening(everyDay(minutes('02:10', '02:50')), 'Europe/Stockholm', '2026-03-29')).toEqual([]);
  });

  test('days have 23 and 25 hours and a round-the-clock calendar has no seam', () => {
    for (const [month, length] of [
      [2, 23],
      [9, 25],
    ] as const) {
      const calendars = expandCalendars({ always: ROUND_THE_CLOCK }, 'Europe/Stockholm', Date.UTC(2026, month, 20), 20);
      expect(calendars.spans.always).toEqual([[calendars.fromMs, calendars.untilMs]]);
      const lengths = calendars.dayStartsMs.slice(1).map((start, i) => (start - calendars.dayStartsMs[i]!) / HOUR_MS);
      expect(new Set(lengths)).toEqual(new Set([24, length]));
    }
  });

  test('a day the zone skipped altogether is empty', () => {
    const calendars = expandCalendars({ day: everyDay(hours(9, 10)) }, 'Pacific/Apia', Date.UTC(2011, 11, 29, 12), 5);
    const skipped = dayNumber('2011-12-30')! - dayNumber(calendars.firstDay)!;
    expect(calendars.dayStartsMs[skipped]).toBe(calendars.dayStartsMs[skipped + 1]);
  });
});

test('thirty years of odd zones leave every list sorted, disjoint and inside its window', () => {
  for (const zone of [
    'Europe/Stockholm',
    'America/Sao_Paulo',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'America/Havana',
  ]) {
    for (let year = 2000; year < 2030; year += 10) {
      const schedules = { always: ROUND_THE_CLOCK, odd: everyDay(hours(0, 2.5), hours(22, 24)), office: OFFICE };
      const calendars = expandCalendars(schedules, zone, Date.UTC(year, 0, 15), 320);
      expect(calendars.spans.always).toEqual([[calendars.fromMs, calendars.untilMs]]);
      for (const spans of Object.values(calendars.spans)) {
        let last = calendars.fromMs - 1;
        for (const [from, to] of spans) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeGreaterThan(from);
          expect(from % MINUTE_MS).toBe(0);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(calendars.untilMs);
      }
    }
  }
});

test.each([
  ['Asia/Shanghai', true],
  ['UTC', true],
  ['Asia/Shangai', false],
  ['+08:00', false],
  ['', false],
])('%s is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});
