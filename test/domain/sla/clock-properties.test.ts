import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { elapsed } from '../../../domain/calendar/spans.ts';
import type { ClockDefinition, LimitRow } from '../../../domain/policy/pinned.ts';
import { DAY_MS, type OpenSpan } from '../../../domain/shared/time.ts';
import { dueAt, ladderStepAt, type Pauses, runningSpans, usedMs, warnAt } from '../../../domain/sla/clock.ts';
import { firstWith, openMinutes, openMs, without } from '../../support/brute-calendar.ts';
import { holds } from '../../support/properties.ts';
import { minutesBetween, type Place, somewhereOpen } from '../calendar/arbitraries.ts';

const CLOCK: ClockDefinition = {
  id: 'promise',
  from: 'opened',
  until: 'arrived',
  pausedWhile: ['held', 'waiting-for-customer'],
  calendar: 'hours',
  within: [],
  warnAtPercent: [],
  warn: null,
  ladder: null,
};
const FREE: Pauses = { held: [], 'waiting-for-customer': [] };

/** A stretch around the start of a clock: before it, across it, of no length, or without an end. */
const pause = fc
  .tuple(minutesBetween(-1_440, 7_200), fc.option(minutesBetween(0, 3_000), { freq: 5 }))
  .map(([from, length]): OpenSpan => [from, length === null ? null : from + length]);
const hold = fc
  .tuple(minutesBetween(-1_440, 4_320), minutesBetween(0, 2_880))
  .map(([from, length]) => [from, from + length] as const);
const pauses: fc.Arbitrary<Pauses> = fc.record({
  held: fc.array(pause, { maxLength: 3 }),
  'waiting-for-customer': fc.array(pause, { maxLength: 2 }),
});
const withinMs = minutesBetween(1, 2_400);
const limitOf = (ms: number): LimitRow => ({ when: {}, withinMs: ms });

/** Several of something: zones are slow to work out, so what is tried in one calendar is tried together. */
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 8 });

/** A calendar in which a clock starts at `atMs`: as the rules see it with pauses, and as minutes. Both end together. */
function calendarAt({ zone, atMs, schedule }: Place) {
  const calendars = expandCalendars({ hours: schedule }, zone, atMs, 7);
  const open = openMinutes(schedule, zone, calendars.fromMs, calendars.untilMs);
  const placed = (paused: readonly OpenSpan[]) =>
    paused.map(([from, to]): OpenSpan => [atMs + from, to === null ? null : atMs + to]);
  return {
    calendar: calendars.spans.hours!,
    untilMs: calendars.untilMs,
    open,
    running(paused: Pauses) {
      const inCase = { held: placed(paused.held), 'waiting-for-customer': placed(paused['waiting-for-customer']) };
      const spans = runningSpans(CLOCK, limitOf(0), inCase, calendars);
      return { spans, minutes: without(open, [...inCase.held, ...inCase['waiting-for-customer']]) };
    },
  };
}

describe('a clock with any pauses, against a counter of the open and unpaused minutes', () => {
  test('uses what the counter counts, and is due at the first instant at which that reaches the limit', () => {
    const trials = several(fc.tuple(pauses, withinMs, minutesBetween(0, 7_200)));
    const property = fc.property(somewhereOpen, trials, (place, tried) => {
      const { running } = calendarAt(place);
      for (const [paused, limitMs, laterMs] of tried) {
        const { spans, minutes } = running(paused);
        expect(usedMs(spans, place.atMs, place.atMs + laterMs)).toBe(openMs(minutes, place.atMs, place.atMs + laterMs));
        expect(dueAt(spans, place.atMs, limitOf(limitMs))).toBe(firstWith(minutes, limitMs, place.atMs));
      }
    });
    holds(property, 70);
  });

  test('warns at the first instant at which that share of its limit is used', () => {
    const trials = several(fc.tuple(pauses, withinMs, fc.integer({ min: 1, max: 99 })));
    const property = fc.property(somewhereOpen, trials, (place, tried) => {
      const { running, untilMs } = calendarAt(place);
      for (const [paused, limitMs, percent] of tried) {
        const { spans, minutes } = running(paused);
        const warned = warnAt(spans, place.atMs, limitOf(limitMs), percent, place.atMs);
        expect(warned).toBe(firstWith(minutes, (limitMs * percent) / 100, place.atMs));
        expect(openMs(minutes, place.atMs, (warned ?? untilMs) - 1) * 100).toBeLessThan(limitMs * percent);
      }
    });
    holds(property, 40);
  });

  test('climbs a step when that much running time has passed since the breach, and the first one at once', () => {
    const trials = several(fc.tuple(pauses, minutesBetween(0, 4_320), minutesBetween(0, 600)));
    const property = fc.property(somewhereOpen, trials, (place, tried) => {
      const { running } = calendarAt(place);
      for (const [paused, laterMs, afterMs] of tried) {
        const { spans, minutes } = running(paused);
        const breachedAtMs = place.atMs + laterMs;
        const climbed = ladderStepAt(spans, breachedAtMs, { afterMs, notify: { kind: 'lead' } });
        expect(climbed).toBe(afterMs === 0 ? breachedAtMs : firstWith(minutes, afterMs, breachedAtMs));
      }
    });
    holds(property, 30);
  });
});

describe('a hold', () => {
  test('moves the due time by its open minutes, never by its length', () => {
    const property = fc.property(somewhereOpen, several(fc.tuple(withinMs, hold)), (place, tried) => {
      const { running, open, calendar, untilMs } = calendarAt(place);
      for (const [limitMs, [from, to]] of tried) {
        const before = dueAt(running(FREE).spans, place.atMs, limitOf(limitMs));
        const after = dueAt(running({ ...FREE, held: [[from, to]] }).spans, place.atMs, limitOf(limitMs));
        if (before === null) expect(after).toBeNull();
        const until = after ?? untilMs;
        const heldMs = openMs(open, place.atMs + Math.max(from, 0), Math.min(place.atMs + to, until));
        if (before !== null && heldMs === 0) expect(after).toBe(before);
        if (before !== null && after !== null) expect(elapsed(calendar, before, after)).toBe(heldMs);
      }
    });
    holds(property, 70);
  });

  test('without an end leaves a clock that has not run out without a due time', () => {
    const property = fc.property(
      somewhereOpen,
      several(fc.tuple(withinMs, minutesBetween(0, 1_440))),
      (place, tried) => {
        const { running, open } = calendarAt(place);
        for (const [limitMs, from] of tried) {
          const { spans } = running({ ...FREE, held: [[from, null]] });
          const usedUp = openMs(open, place.atMs, place.atMs + from);
          const due = dueAt(spans, place.atMs, limitOf(limitMs));
          expect(due).toBe(usedUp < limitMs ? null : firstWith(open, limitMs, place.atMs));
          expect(usedMs(spans, place.atMs, place.atMs + 5 * DAY_MS)).toBe(usedUp);
        }
      },
    );
    holds(property, 30);
  });

  test('counts once, however many pauses overlap it or touch it', () => {
    const property = fc.property(somewhereOpen, several(fc.tuple(withinMs, hold, withinMs)), (place, tried) => {
      const { running } = calendarAt(place);
      for (const [limitMs, [from, to], cut] of tried) {
        const middle = Math.min(from + cut, to);
        const pieces: Pauses = {
          held: [
            [middle, to],
            [from, middle],
          ],
          'waiting-for-customer': [
            [from, to],
            [from, from],
          ],
        };
        const once = dueAt(running({ ...FREE, held: [[from, to]] }).spans, place.atMs, limitOf(limitMs));
        expect(dueAt(running(pieces).spans, place.atMs, limitOf(limitMs))).toBe(once);
      }
    });
    holds(property, 30);
  });
});
