import { describe, expect, test } from 'vitest';
import { addMonths, civilDate, dayNumber } from '../../../domain/shared/civil-date.ts';

const DAY_MS = 86_400_000;

describe('dayNumber', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-03-09', 20_521],
    ['0001-01-01', -719_162],
  ])('%s is %s', (date, days) => {
    expect(dayNumber(date)).toBe(days);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '',
  ])('"%s" is no day', (date) => {
    expect(dayNumber(date)).toBeNull();
  });
});

test('four hundred years of days agree with the system calendar, there and back', () => {
  for (let days = -73_050; days < 73_050; days += 7) {
    const date = new Date(days * DAY_MS).toISOString().slice(0, 10);
    expect(civilDate(days)).toBe(date);
    expect(dayNumber(date)).toBe(days);
  }
});

describe('addMonths', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-22', 12, '2027-11-22'],
    ['2026-11-22', 2, '2027-01-22'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s and %s months is %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  test('of no date is an error', () => {
    expect(() => addMonths('soon', 1)).toThrow(RangeError);
  });
});
