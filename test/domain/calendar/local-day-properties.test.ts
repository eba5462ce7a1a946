import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { atLocalTime, dayStartMs, localDate } from '../../../domain/calendar/local-day.ts';
import { DAY_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { midnight, wallTime } from '../../support/brute-calendar.ts';
import { holds } from '../../support/properties.ts';
import { minutesBetween, somewhere } from './arbitraries.ts';

/** Clocks change between ten in the evening and four in the morning. */
const [FOUR_O_CLOCK, TEN_IN_THE_EVENING] = [240, 1_320];
const isoMinute = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const isoDate = (ms: number) => isoMinute(ms).slice(0, 10);
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 8 });

describe('a local day, in any zone on any day', () => {
  test('is the one that a wall clock shows, to its last millisecond', () => {
    const offsets = several(fc.tuple(minutesBetween(-12_000, 4_000), fc.constantFrom(0, 1, 59_999)));
    const property = fc.property(somewhere, offsets, ({ zone, atMs }, tried) => {
      const calendars = expandCalendars({}, zone, atMs, 5);
      for (const [later, more] of tried) {
        const date = wallTime(zone, atMs + later).slice(0, 10);
        expect(localDate(calendars, atMs + later + more)).toBe(date);
        expect(dayStartMs(calendars, date)).toBe(midnight(zone, date));
      }
    });
    holds(property, 80);
  });

  test('has each time of its wall clock between four and twenty-two o’clock where the wall clock shows it', () => {
    const times = fc.array(fc.integer({ min: FOUR_O_CLOCK, max: TEN_IN_THE_EVENING }), {
      minLength: 15,
      maxLength: 15,
    });
    const property = fc.property(somewhere, times, ({ zone, atMs }, minutes) => {
      const calendars = expandCalendars({}, zone, atMs, 5);
      const today = Date.parse(wallTime(zone, atMs).slice(0, 10));
      for (const [i, minute] of minutes.entries()) {
        const startMs = today + (i - 9) * DAY_MS;
        const wanted = isoMinute(startMs + minute * MINUTE_MS);
        const leftOut = midnight(zone, isoDate(startMs)) === midnight(zone, isoDate(startMs + DAY_MS));
        if (!leftOut) expect(wallTime(zone, atLocalTime(calendars, atMs, i - 9, minute))).toBe(wanted);
      }
    });
    holds(property, 120);
  });
});
