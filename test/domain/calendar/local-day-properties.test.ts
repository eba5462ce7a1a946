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
    const times = several(
      fc.tuple(fc.integer({ min: -9, max: 5 }), fc.integer({ min: FOUR_O_CLOCK, max: TEN_IN_THE_EVENING })),
    );
    const property = fc.property(somewhere, times, ({ zone, atMs }, tried) => {
      const calendars = expandCalendars({}, zone, atMs, 5);
      const today = Date.parse(wallTime(zone, atMs).slice(0, 10));
      for (const [daysLater, minute] of tried) {
        const wanted = new Date(today + daysLater * DAY_MS + minute * MINUTE_MS).toISOString().slice(0, 16);
        const date = wanted.slice(0, 10);
        const leftOut =
          midnight(zone, date) === midnight(zone, new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10));
        if (leftOut) continue;
        expect(wallTime(zone, atLocalTime(calendars, atMs, daysLater, minute))).toBe(wanted);
      }
    });
    holds(property, 80);
  });
});
