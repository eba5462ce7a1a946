import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atConstantRate } from '../../bench/open-load.ts';
import { percentile } from '../../bench/statistics.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Waits in the test's own time. */
const takes = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

test('work begins at its scheduled moments, whether or not what came before has ended', async () => {
  const startedMs = Date.now();
  const begunMs: number[] = [];
  const load = atConstantRate({ ratePerSecond: 10, seconds: 0.5 }, async () => {
    begunMs.push(Date.now() - startedMs);
    await takes(5_000);
  });
  await vi.runAllTimersAsync();
  await load;
  expect(begunMs).toEqual([0, 100, 200, 300, 400]);
});

test('a stall shows in every latency that it delays', async () => {
  const latenciesMs: number[] = [];
  let free = Promise.resolve();
  const load = atConstantRate({ ratePerSecond: 10, seconds: 1 }, async (index, dueAtMs) => {
    const turn = free.then(() => takes(index === 0 ? 1_000 : 10));
    free = turn;
    await turn;
    latenciesMs.push(Date.now() - dueAtMs);
  });
  await vi.runAllTimersAsync();
  await load;
  // A generator that waited for the stalled answer would have seen one slow request and nine of 10 ms.
  expect(latenciesMs[0]).toBe(1_000);
  expect(percentile(latenciesMs, 0.5)).toBeGreaterThan(500);
});

test('a rate that nobody can keep up with is an error, not a queue without end', async () => {
  const load = atConstantRate({ ratePerSecond: 100, seconds: 1, atOnceMost: 5 }, () => takes(10_000));
  const refused = expect(load).rejects.toThrow('5 pieces of work are under way: the rate is too high');
  await vi.runAllTimersAsync();
  await refused;
});
