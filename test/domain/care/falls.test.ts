import { describe, expect, test } from 'vitest';
import { fallAfter } from '../../../domain/care/falls.ts';
import type { Falls } from '../../../domain/policy/pinned-care.ts';

const BEGUN = '2026-01-31';
const SUBJECT = { facts: { 'acceptance-date': { value: '2025-08-31' } }, begunOn: BEGUN };

function daysOf(falls: Falls, count: number, after = BEGUN): (string | null)[] {
  const days: (string | null)[] = [];
  for (let on: string | null = after; days.length < count && on !== null; ) {
    on = fallAfter(falls, SUBJECT, on);
    days.push(on);
  }
  return days;
}

describe('an occasion falls', () => {
  test('once after a day, and never before it', () => {
    const falls: Falls = { kind: 'after', days: 3, months: 0, of: null };
    expect(daysOf(falls, 3)).toEqual(['2026-02-03', null]);
    expect(fallAfter(falls, SUBJECT, '2026-02-03')).toBeNull();
  });

  test('so many months after a fact, on the last day of a month that is too short', () => {
    expect(fallAfter({ kind: 'after', days: 0, months: 6, of: 'acceptance-date' }, SUBJECT, BEGUN)).toBe('2026-02-28');
  });

  test('never while nobody knows the day it counts from', () => {
    const of = 'purchase-date';
    expect(fallAfter({ kind: 'after', days: 1, months: 0, of }, SUBJECT, BEGUN)).toBeNull();
    expect(fallAfter({ kind: 'every-months', months: 1, of }, SUBJECT, BEGUN)).toBeNull();
  });

  test('every so many days, without drifting', () => {
    expect(daysOf({ kind: 'every-days', days: 15, of: null }, 3)).toEqual(['2026-02-15', '2026-03-02', '2026-03-17']);
  });

  test('every so many months from the same day: a short month does not move the others', () => {
    const monthly: Falls = { kind: 'every-months', months: 1, of: null };
    expect(daysOf(monthly, 4)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
  });

  test('from a fact of long ago: what is past is not counted again', () => {
    const falls: Falls = { kind: 'every-months', months: 6, of: 'acceptance-date' };
    expect(daysOf(falls, 2)).toEqual(['2026-02-28', '2026-08-31']);
  });

  test('every year in some months, on their day or their last', () => {
    const falls: Falls = { kind: 'in-months', months: [10, 2], day: 31 };
    expect(daysOf(falls, 4)).toEqual(['2026-02-28', '2026-10-31', '2027-02-28', '2027-10-31']);
    expect(daysOf({ kind: 'in-months', months: [2], day: 31 }, 1, '2028-01-05')).toEqual(['2028-02-29']);
  });

  test('in a month of which the day is past a year later', () => {
    expect(fallAfter({ kind: 'in-months', months: [4], day: 15 }, SUBJECT, '2026-04-15')).toBe('2027-04-15');
    expect(fallAfter({ kind: 'in-months', months: [4], day: 15 }, SUBJECT, '2026-04-14')).toBe('2026-04-15');
  });
});
