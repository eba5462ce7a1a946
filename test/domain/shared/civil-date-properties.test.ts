import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, civilDate, dayNumber } from '../../../domain/shared/civil-date.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { holds } from '../../support/properties.ts';

const days = fc.integer({ min: Date.UTC(1900) / DAY_MS, max: Date.UTC(2200) / DAY_MS });
const isoDate = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const monthEnds = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, -1, 1))
  .map(([year, month, off]) => Date.UTC(year, month, off) / DAY_MS);
const anyDay = fc.oneof(days, monthEnds);

/** Months later, by walking: the last day that is neither in a later month nor on a later day of the month. */
function walked(day: number, months: number): string {
  const start = new Date(day * DAY_MS);
  const wanted = start.getUTCFullYear() * 12 + start.getUTCMonth() + months;
  const monthOf = (ms: number) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();
  let at = start.getTime() + months * 30 * DAY_MS;
  while (monthOf(at) <= wanted) at += DAY_MS;
  while (monthOf(at) > wanted || new Date(at).getUTCDate() > start.getUTCDate()) at -= DAY_MS;
  return new Date(at).toISOString().slice(0, 10);
}

describe('a civil date', () => {
  test('is numbered as the system calendar numbers it, there and back', () => {
    const property = fc.property(anyDay, (day) => {
      expect(civilDate(day)).toBe(isoDate(day));
      expect(dayNumber(isoDate(day))).toBe(day);
    });
    holds(property, 1_000);
  });

  test('some months later is the same day of the month, or the last day of a shorter one', () => {
    const property = fc.property(anyDay, fc.integer({ min: -40, max: 130 }), (day, months) => {
      expect(addMonths(isoDate(day), months)).toBe(walked(day, months));
    });
    holds(property, 500);
  });
});
