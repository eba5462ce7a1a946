import { expect, test } from 'vitest';
import { afterFailure, retryAfterMs } from '../../../domain/outward/retries.ts';

test('an endpoint is tried again for three days and a half, ever more seldom, and then given up', () => {
  const waits = Array.from({ length: 10 }, (_, failures) => afterFailure(failures, null));
  const minutes = waits.map((next) => ('waitMs' in next ? next.waitMs / 60_000 : next.giveUp));
  expect(minutes).toEqual([1 / 12, 5, 30, 120, 300, 600, 840, 1_200, 1_440, 'gave-up']);
});

test('it is never tried sooner than it asks for, within a day, and asking for less hastens nothing', () => {
  expect(afterFailure(0, 90_000)).toEqual({ waitMs: 90_000 });
  expect(afterFailure(0, 0)).toEqual({ waitMs: 5_000 });
  expect(afterFailure(0, 99 * 86_400_000)).toEqual({ waitMs: 86_400_000 });
  expect(afterFailure(9, 1_000)).toEqual({ giveUp: 'gave-up' });
});

test('Retry-After is seconds or a date', () => {
  const nowMs = Date.UTC(2026, 0, 1, 12);
  expect(retryAfterMs('120', nowMs)).toBe(120_000);
  expect(retryAfterMs('Thu, 01 Jan 2026 12:01:00 GMT', nowMs)).toBe(60_000);
  expect(retryAfterMs('Thu, 01 Jan 2026 11:00:00 GMT', nowMs)).toBe(0);
  expect(retryAfterMs('soon', nowMs)).toBeNull();
  expect(retryAfterMs(undefined, nowMs)).toBeNull();
});
