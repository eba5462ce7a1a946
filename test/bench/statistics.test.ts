import { expect, test } from 'vitest';
import { median, percentile } from '../../bench/statistics.ts';

const HUNDRED = Array.from({ length: 100 }, (_, i) => 100 - i);

test('a percentile is a value that was measured, by nearest rank', () => {
  expect(percentile(HUNDRED, 0.5)).toBe(50);
  expect(percentile(HUNDRED, 0.99)).toBe(99);
  expect(percentile(HUNDRED, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

test('the middle of an even number of values lies between two of them, and of none there is no number', () => {
  expect(median([3, 1])).toBe(2);
  expect(median([9, 1, 2])).toBe(2);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});
