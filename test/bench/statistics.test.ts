import { expect, test } from 'vitest';
import { median, percentile } from '../../bench/statistics.ts';

const HUNDRED = Array.from({ length: 100 }, (_, i) => 100 - i);

test('a percentile is a value that was measured, by nearest rank', () => {
  expect(percentile(HUNDRED, 0.5)).toBe(50);
  expect(percentile(HUNDRED, 0.99)).toBe(99);
  expect(percentile(HUNDRED, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

test('the middle of two is the lower, and of none there is no number', () => {
  expect(median([3, 1])).toBe(1);
  expect(median([])).toBeNaN();
});
