import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import type { ExpandedCalendars } from '../../../domain/calendar/expanded.ts';
import type { CalendarSchedule } from '../../../domain/calendar/schedule.ts';
import { advance, elapsed, intersect, nextOpen } from '../../../domain/calendar/spans.ts';
import { calendarWindows } from '../../../domain/rehearsal/calendars.ts';
import { DAY_MS, type Span } from '../../../domain/shared/time.ts';
import { firstWith, isOpen, midnight, openMinutes, openMs, stretches } from '../../support/brute-calendar.ts';
import { holds } from '../../support/properties.ts';
import { everyDay, minutesBetween, type Place, somewhere, somewhereOpen } from './arbitraries.ts';

function expand({ zone, atMs, schedule }: Place, days: number): ExpandedCalendars & { readonly it: readonly Span[] } {
  const calendars = expandCalendars({ it: schedule }, zone, atMs, days);
  return { ...calendars, it: calendars.spans.it! };
}

function counted({ zone, schedule }: Place, { fromMs, untilMs }: ExpandedCalendars) {
  return openMinutes(schedule, zone, fromMs, untilMs);
}

/** Within five days of a moment, and not always a whole minute. */
const offset = fc
  .tuple(minutesBetween(-7_200, 7_200), fc.constantFrom(0, 0, 0, 1, 29_999, 59_999))
  .map(([ms, more]) => ms + more);

/** Several of something: zones are slow to work out, so what is tried in one calendar is tried together. */
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 8 });

describe('a calendar, whatever its hours, its zone and the day', () => {
  test('is open in exactly the minutes that a wall clock says', () => {
    const property = fc.property(somewhereOpen, fc.nat(4), (place, days) => {
      const calendars = expand(place, days);
      expect(calendars.it).toEqual(stretches(counted(place, calendars)));
    });
    holds(property, 200);
  });

  test('counts between any two instants what a minute counter counts, and no part of it twice', () => {
    const property = fc.property(somewhereOpen, several(fc.tuple(offset, offset, offset)), (place, tried) => {
      const calendars = expand(place, 6);
      const minutes = counted(place, calendars);
      for (const offsets of tried) {
        const [a, b, c] = offsets.map((ms) => place.atMs + ms).sort((x, y) => x - y) as [number, number, number];
        expect(elapsed(calendars.it, a, b)).toBe(openMs(minutes, a, b));
        expect(elapsed(calendars.it, a, c)).toBe(elapsed(calendars.it, a, b) + elapsed(calendars.it, b, c));
      }
    });
    holds(property, 80);
  });

  test('advances to the instant at which a minute counter has counted the work', () => {
    const trials = several(fc.tuple(offset, minutesBetween(1, 4_320)));
    const property = fc.property(somewhereOpen, trials, (place, tried) => {
      const calendars = expand(place, 6);
      const minutes = counted(place, calendars);
      for (const [ms, workMs] of tried) {
        const fromMs = place.atMs + ms;
        expect(advance(calendars.it, fromMs, workMs)).toBe(firstWith(minutes, workMs, fromMs));
        const open = nextOpen(calendars.it, fromMs);
        expect(elapsed(calendars.it, fromMs, open ?? calendars.untilMs)).toBe(0);
        if (open !== null) expect(isOpen(minutes, open)).toBe(true);
      }
    });
    holds(property, 80);
  });

  test('begins each of its days at the midnight of the wall clock', () => {
    const property = fc.property(somewhere, ({ zone, atMs }) => {
      const { dayStartsMs, firstDay, fromMs, untilMs } = expandCalendars({}, zone, atMs, 2);
      const dateOf = (i: number) => new Date(Date.parse(firstDay) + i * DAY_MS).toISOString().slice(0, 10);
      const midnights = Array.from({ length: 14 }, (_, i) => midnight(zone, dateOf(i)));
      expect([...dayStartsMs, untilMs]).toEqual(midnights);
      expect(fromMs).toBe(midnights[0]);
      expect(atMs).toBeGreaterThanOrEqual(dayStartsMs[10]!);
      expect(atMs).toBeLessThan(dayStartsMs[11]!);
    });
    holds(property, 100);
  });
});

describe('round the clock', () => {
  test('no minute is lost at any midnight, nor on a day of 23 or 25 hours', () => {
    const always: CalendarSchedule = {
      weekly: everyDay([{ fromMinute: 0, toMinute: 1_440 }]),
      holidays: [],
      specialDays: {},
    };
    const property = fc.property(somewhere, minutesBetween(1, 5 * 1_440), (place, workMs) => {
      const { it, fromMs, untilMs } = expand({ ...place, schedule: always }, 6);
      expect(it).toEqual([[fromMs, untilMs]]);
      expect(advance(it, place.atMs, workMs)).toBe(place.atMs + workMs);
      expect(elapsed(it, place.atMs, place.atMs + workMs)).toBe(workMs);
    });
    holds(property, 80);
  });
});

describe('a calendar without an open day', () => {
  test('ends: nothing opens, no work is ever done', () => {
    const never: CalendarSchedule = { weekly: everyDay([]), holidays: [], specialDays: {} };
    const property = fc.property(somewhere, minutesBetween(0, 10_000), (place, workMs) => {
      const { it, fromMs, untilMs } = expand({ ...place, schedule: never }, 90);
      expect(nextOpen(it, place.atMs)).toBeNull();
      expect(advance(it, place.atMs, workMs)).toBeNull();
      expect(elapsed(it, fromMs, untilMs)).toBe(0);
    });
    holds(property, 10);
  });
});

describe('two windows of one calendar', () => {
  test('agree wherever both reach', () => {
    const property = fc.property(somewhereOpen, fc.integer({ min: -15, max: 15 }), (place, shift) => {
      const one = expand(place, 4);
      const other = expand({ ...place, atMs: place.atMs + shift * DAY_MS }, 9);
      const both: Span[] = [[Math.max(one.fromMs, other.fromMs), Math.min(one.untilMs, other.untilMs)]];
      expect(intersect(other.it, both)).toEqual(intersect(one.it, both));
    });
    holds(property, 80);
  });

  test('give a rehearsal the due times that the engine has', () => {
    const works = fc.array(minutesBetween(1, 30 * 480), { minLength: 1, maxLength: 5 });
    const property = fc.property(somewhereOpen, minutesBetween(0, 25 * 1_440), works, (place, later, workMs) => {
      const { zone, schedule, atMs } = place;
      const engine = expandCalendars({ it: schedule }, zone, atMs, 90);
      const renewed = expandCalendars({ it: schedule }, zone, atMs + later, 90);
      const core = calendarWindows({ calendars: { it: schedule }, zone }).reaching(atMs, atMs + later);
      for (const work of workMs) {
        const due = advance(core.spans.it!, atMs + later, work);
        const dues = [engine, renewed].map(({ spans, untilMs }) => [
          advance(spans.it!, atMs + later, work) ?? 'later',
          due === null || due > untilMs ? 'later' : due,
        ]);
        for (const [got, wanted] of dues) if (wanted !== 'later' || got === 'later') expect(got).toBe(wanted);
      }
    });
    holds(property, 25);
  });
});
