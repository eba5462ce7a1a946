import { describe, expect, test } from 'vitest';
import { type Feast, feastDays } from '../../../domain/calendar/feasts.ts';
import { lunarDay } from '../../../domain/calendar/lunar.ts';
import { newMoonNear } from '../../../domain/calendar/new-moon.ts';
import { dayNumber } from '../../../domain/shared/civil-date.ts';

const YEARS = Array.from({ length: 16 }, (_, i) => 2025 + i);

describe('the Chinese lunar year', () => {
  // As the almanacs of Hong Kong and Nanjing have them.
  test('begins on Spring Festival, also where the moon is new minutes before or after midnight', () => {
    expect(YEARS.map((year) => lunarDay(year, 1, 1))).toEqual([
      '2025-01-29',
      '2026-02-17',
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
      '2030-02-03',
      '2031-01-23',
      '2032-02-11',
      '2033-01-31',
      '2034-02-19',
      '2035-02-08',
      '2036-01-28',
      '2037-02-15',
      '2038-02-04',
      '2039-01-24',
      '2040-02-12',
    ]);
  });

  test('has Mid-Autumn on the fifteenth of its eighth month, leap months or not', () => {
    const autumn = YEARS.slice(0, 9).map((year) => lunarDay(year, 8, 15));
    expect(autumn).toEqual([
      '2025-10-06',
      '2026-09-25',
      '2027-09-15',
      '2028-10-03',
      '2029-09-22',
      '2030-09-12',
      '2031-10-01',
      '2032-09-19',
      '2033-09-08',
    ]);
  });

  test('ends on the eve of the next, whether its last month has 29 days or 30', () => {
    for (const year of YEARS) {
      expect(dayNumber(lunarDay(year, 12, 30))! + 1).toBe(dayNumber(lunarDay(year + 1, 1, 1)));
    }
  });

  test('goes by the moon to the minute', () => {
    const minute = (date: string) =>
      new Date(Math.round(newMoonNear(dayNumber(date)!) * 1_440) * 60_000).toISOString().slice(0, 16);
    // Times of the U.S. Naval Observatory.
    expect(minute('2025-03-29')).toBe('2025-03-29T10:58');
    expect(minute('2026-02-17')).toBe('2026-02-17T12:01');
    expect(minute('2027-02-06')).toBe('2027-02-06T15:56');
  });
});

describe('a feast', () => {
  const days = (feast: Feast, from: string, until: string) => feastDays(feast, from, until);

  test('has its day every year', () => {
    expect(days({ kind: 'fixed', on: '01-01' }, '2026-01-01', '2028-01-01')).toEqual([
      '2026-01-01',
      '2027-01-01',
      '2028-01-01',
    ]);
    expect(days({ kind: 'fixed', on: '02-29' }, '2027-01-01', '2028-12-31')).toEqual(['2027-02-28', '2028-02-29']);
  });

  test('falls on the second Sunday of May, or on the last', () => {
    const mothers: Feast = { kind: 'weekday', month: 5, weekday: 6, nth: 2 };
    expect(days(mothers, '2026-01-01', '2028-12-31')).toEqual(['2026-05-10', '2027-05-09', '2028-05-14']);
    expect(days({ ...mothers, nth: 'last' }, '2026-01-01', '2027-12-31')).toEqual(['2026-05-31', '2027-05-30']);
    expect(days({ ...mothers, nth: 1, weekday: 4 }, '2026-01-01', '2026-12-31')).toEqual(['2026-05-01']);
    expect(days({ ...mothers, month: 12, nth: 'last' }, '2026-01-01', '2026-12-31')).toEqual(['2026-12-27']);
  });

  test('of the lunar year may lie in the next', () => {
    const eve: Feast = { kind: 'lunar', month: 12, day: 30 };
    expect(days(eve, '2026-01-01', '2027-12-31')).toEqual(['2026-02-16', '2027-02-05']);
    expect(days(eve, '2026-02-16', '2026-02-16')).toEqual(['2026-02-16']);
    expect(days(eve, '2026-02-17', '2027-02-04')).toEqual([]);
  });
});
