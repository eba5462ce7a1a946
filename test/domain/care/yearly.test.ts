import { describe, expect, test } from 'vitest';
import { fallAfter } from '../../../domain/care/falls.ts';
import type { Falls } from '../../../domain/policy/pinned-care.ts';

const SUBJECT = {
  facts: { birthday: { value: '--02-29' } },
  begunOn: '2026-01-05',
  feasts: { 'mid-autumn': ['2026-09-25', '2027-09-15'] },
};

/** All the days on which it falls from one day on. */
function days(falls: Falls, after: string, times: number, subject = SUBJECT): (string | null)[] {
  const found: (string | null)[] = [];
  let last = after;
  for (let i = 0; i < times; i++) {
    const on = fallAfter(falls, subject, last);
    found.push(on);
    last = on ?? last;
  }
  return found;
}

describe('an occasion of every year', () => {
  test('on a birthday of 29 February is on the 28th in ordinary years', () => {
    expect(days({ kind: 'birthday', daysBefore: 0 }, '2026-01-01', 4)).toEqual([
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
    ]);
  });

  test('so many days before a birthday may lie in the year before', () => {
    const subject = { ...SUBJECT, facts: { birthday: { value: '--01-02' } } };
    expect(days({ kind: 'birthday', daysBefore: 3 }, '2026-01-01', 2, subject)).toEqual(['2026-12-30', '2027-12-30']);
    expect(days({ kind: 'birthday', daysBefore: 3 }, '2026-12-30', 1, subject)).toEqual(['2027-12-30']);
  });

  test('never falls while nobody knows the birthday', () => {
    expect(days({ kind: 'birthday', daysBefore: 0 }, '2026-01-01', 1, { ...SUBJECT, facts: {} as never })).toEqual([
      null,
    ]);
  });

  test('of a feast falls where the calendars have it, and so many days before', () => {
    const feast: Falls = { kind: 'feast', feast: 'mid-autumn', daysBefore: 0 };
    expect(days(feast, '2026-01-01', 3)).toEqual(['2026-09-25', '2027-09-15', null]);
    expect(days({ ...feast, daysBefore: 7 }, '2026-09-18', 1)).toEqual(['2027-09-08']);
    expect(days({ ...feast, feast: 'unheard-of' }, '2026-01-01', 1)).toEqual([null]);
  });
});
