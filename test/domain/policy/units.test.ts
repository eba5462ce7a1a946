import { describe, expect, test } from 'vitest';
import { nearest, suggest } from '../../../domain/policy/did-you-mean.ts';
import { readAmount, readDuration, readTimeOfDay, readWindow, toMinor } from '../../../domain/policy/units.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';

describe('durations', () => {
  test.each([
    ['2h', 2 * HOUR_MS],
    ['30m', 30 * MINUTE_MS],
    ['90m', 90 * MINUTE_MS],
    ['1h30m', 90 * MINUTE_MS],
    ['1d', DAY_MS],
    ['1d2h3m', DAY_MS + 2 * HOUR_MS + 3 * MINUTE_MS],
    ['0m', 0],
  ])('%s', (text, ms) => {
    expect(readDuration(text)).toEqual({ value: ms });
  });

  test.each(['', '2', 'h', '2 h', '2H', '30m2h', 'P1D', '-1h', '1.5h', '1w'])('"%s" is refused', (text) => {
    expect(readDuration(text)).toHaveProperty('wrong', expect.stringContaining('write days, hours and minutes'));
  });
});

describe('times of day', () => {
  test.each([
    ['00:00', 0],
    ['09:05', 545],
    ['23:59', 1_439],
    ['24:00', 1_440],
  ])('%s', (text, minutes) => {
    expect(readTimeOfDay(text)).toEqual({ value: minutes });
  });

  test.each(['9:00', '24:01', '12:60', '12', '12:00:00', 'noon'])('%s is refused', (text) => {
    expect(readTimeOfDay(text)).toHaveProperty('wrong');
  });
});

describe('hours', () => {
  test.each([
    ['09:00-12:00', 540, 720],
    ['00:00-24:00', 0, 1_440],
    ['22:00-06:00', 1_320, 1_800],
    ['18:00-00:00', 1_080, 1_440],
    ['09:00 - 12:00', 540, 720],
  ])('%s', (text, fromMinute, toMinute) => {
    expect(readWindow(text)).toEqual({ value: { fromMinute, toMinute } });
  });

  test.each(['09:00', '09:00-12:00-13:00', '09:00-09:00', '24:00-06:00', '9-5'])('%s is refused', (text) => {
    expect(readWindow(text)).toHaveProperty('wrong');
  });
});

describe('money', () => {
  test.each([
    ['18.50', 'CNY', 1_850],
    ['18.5', 'CNY', 1_850],
    ['18', 'CNY', 1_800],
    ['0.07', 'SEK', 7],
    // 1.15 * 100 and 8.2 * 100 are not whole in floating point.
    ['1.15', 'CNY', 115],
    ['8.2', 'CNY', 820],
    ['500', 'JPY', 500],
    ['1.250', 'KWD', 1_250],
    ['18.500', 'CNY', 1_850],
    ['18.505', 'CNY', null],
    ['0.5', 'JPY', null],
  ])('%s %s is %s in minor units', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });

  test.each(['-1', '1,50', '1 000', '', 'free', '1e3'])('"%s" is refused', (amount) => {
    expect(readAmount(amount)).toHaveProperty('wrong');
  });

  test.each([18.5, 18, '18.50'])('%s is read', (amount) => {
    expect(readAmount(amount)).toEqual({ value: String(amount) });
  });
});

describe('did you mean', () => {
  test.each([
    ['technican', 'technician'],
    ['Lead', 'lead'],
    ['handoff', 'hand-off'],
    ['banana', null],
    ['de', null],
  ])('%s: %s', (name, meant) => {
    expect(nearest(name, ['lead', 'technician', 'hand-off', 'sv', 'en'])).toBe(meant);
  });

  test('names the choice when nothing is near, and says so when there is none', () => {
    expect(suggest('banana', ['lead', 'desk'])).toBe('choose from lead, desk');
    expect(suggest('banana', [])).toBe('none is defined yet');
  });
});
