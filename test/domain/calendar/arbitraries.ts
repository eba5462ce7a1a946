import fc from 'fast-check';
import type { CalendarSchedule, DayWindow } from '../../../domain/calendar/schedule.ts';
import { DAY_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { wallTime } from '../../support/brute-calendar.ts';

/** Zones in which something goes wrong sooner or later: half hours, quarters, half-hour changes, a day left out. */
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Stockholm',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;

const EDGES = [
  '2011-12-30',
  '2016-02-29',
  '2024-02-29',
  '2024-12-31',
  '2025-02-28',
  '2028-02-29',
  '2038-01-19',
  '2099-12-31',
].map((date) => Date.parse(`${date}T12:00Z`));

const WHOLE_DAY: readonly DayWindow[] = [{ fromMinute: 0, toMinute: 1_440 }];

export const minutesBetween = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from, max: to }).map((minutes) => minutes * MINUTE_MS);

/** A place and a minute, more often than not within three days of one at which calendars go wrong. */
export const somewhere: fc.Arbitrary<{ readonly zone: string; readonly atMs: number }> = fc
  .constantFrom(...ZONES)
  .chain((zone) => {
    const near = [...EDGES, ...clockChanges(zone)];
    const nearby = fc.tuple(fc.constantFrom(...near), minutesBetween(-4_320, 4_320)).map(([ms, off]) => ms + off);
    const anywhere = minutesBetween(Date.UTC(2000) / MINUTE_MS, Date.UTC(2040) / MINUTE_MS);
    const atMs = fc.oneof({ weight: 4, arbitrary: nearby }, { weight: 1, arbitrary: anywhere });
    return fc.record({ zone: fc.constant(zone), atMs });
  });

const minuteOfDay = fc.oneof(
  // When most clocks are set, and what they are set to.
  fc.constantFrom(0, 60, 90, 120, 150, 180, 240, 1_380, 1_440),
  fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
  fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 1_440 }),
);

/** Hours of one day: none, several, touching, the night through, the whole day. */
const dayHours: fc.Arbitrary<readonly DayWindow[]> = fc
  .record({
    times: fc.uniqueArray(minuteOfDay, { maxLength: 6 }).map((times) => times.sort((a, b) => a - b)),
    touching: fc.boolean(),
    night: fc.boolean(),
  })
  .map(({ times, touching, night }) => {
    const windows = times.flatMap((fromMinute, i): DayWindow[] => {
      const toMinute = times[i + 1];
      return toMinute === undefined || (i % 2 === 1 && !touching) ? [] : [{ fromMinute, toMinute }];
    });
    const [first, last] = [times[0], times.at(-1)];
    if (!night || first === undefined || last === undefined || last === 1_440) return windows;
    return [...windows, { fromMinute: last, toMinute: first + 1_440 }];
  });

export function everyDay(hours: readonly DayWindow[]): CalendarSchedule['weekly'] {
  return Array.from({ length: 7 }, () => hours);
}

const weekly: fc.Arbitrary<CalendarSchedule['weekly']> = fc.oneof(
  { weight: 4, arbitrary: fc.array(dayHours, { minLength: 7, maxLength: 7 }) },
  { weight: 2, arbitrary: dayHours.map(everyDay) },
  { weight: 1, arbitrary: fc.constant(everyDay(WHOLE_DAY)) },
);

/** A calendar with holidays and special days around a moment. */
export function scheduleAround(zone: string, atMs: number): fc.Arbitrary<CalendarSchedule> {
  const date = fc.integer({ min: -4, max: 6 }).map((days) => wallTime(zone, atMs + days * DAY_MS).slice(0, 10));
  return fc.record({
    weekly,
    holidays: fc.array(date, { maxLength: 3 }),
    specialDays: fc.array(fc.tuple(date, dayHours), { maxLength: 3 }).map((days) => Object.fromEntries(days)),
  });
}

export interface Place {
  readonly zone: string;
  readonly atMs: number;
  readonly schedule: CalendarSchedule;
}

/** A place, a moment and a calendar. */
export const somewhereOpen: fc.Arbitrary<Place> = somewhere.chain(({ zone, atMs }) =>
  scheduleAround(zone, atMs).map((schedule) => ({ zone, atMs, schedule })),
);

const changes = new Map<string, readonly number[]>();

/** Noon of the days from 2010 to 2040 on which a zone sets its clocks: looked for by weeks, then by days. */
function clockChanges(zone: string): readonly number[] {
  const offset = (atMs: number) => Date.parse(`${wallTime(zone, atMs)}Z`) - atMs;
  const differs = (lengthMs: number) => (ms: number) => offset(ms) !== offset(ms + lengthMs);
  const weeks = Array.from({ length: 30 * 52 }, (_, week) => Date.UTC(2010) + 7 * week * DAY_MS);
  const found =
    changes.get(zone) ??
    weeks
      .filter(differs(7 * DAY_MS))
      .flatMap((ms) => Array.from({ length: 7 }, (_, day) => ms + day * DAY_MS))
      .filter(differs(DAY_MS))
      .map((ms) => ms + DAY_MS / 2);
  changes.set(zone, found);
  return found;
}
