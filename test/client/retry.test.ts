import { describe, expect, test } from 'vitest';
import { type Patience, retry } from '../../client/retry.ts';

/** Patience whose time passes only in pauses. */
function virtual(deadlineMs: number, random = 1): Patience & { pauses: number[] } {
  const pauses: number[] = [];
  const elapsedMs = () => pauses.reduce((sum, ms) => sum + ms, 0);
  return { pauses, deadlineMs, elapsedMs, sleep: async (ms) => pauses.push(ms), random: () => random };
}

const always = () => true;

describe('a retry', () => {
  test('waits longer each time, up to three seconds, and gives the answer', async () => {
    const time = virtual(30_000);
    let left = 8;
    const answer = await retry(time, always, async () => {
      if (left-- > 0) throw new Error('busy');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(time.pauses).toEqual([100, 200, 400, 800, 1_600, 3_000, 3_000, 3_000]);
  });

  test('draws its pauses at random, down to a half', async () => {
    const time = virtual(1_000, 0);
    await retry(time, always, async () => Promise.reject(new Error('busy'))).catch(() => {});
    expect(time.pauses.slice(0, 3)).toEqual([50, 100, 200]);
  });

  test('ends at its deadline with the last error, and each attempt knows what is left', async () => {
    const time = virtual(1_000);
    const lefts: number[] = [];
    const attempt = async (leftMs: number) => {
      lefts.push(leftMs);
      throw new Error(`attempt ${lefts.length}`);
    };
    await expect(retry(time, always, attempt)).rejects.toThrow('attempt 4');
    expect(lefts).toEqual([1_000, 900, 700, 300]);
  });

  test('does not repeat what time does not heal', async () => {
    const time = virtual(30_000);
    await expect(
      retry(
        time,
        () => false,
        () => Promise.reject(new Error('no')),
      ),
    ).rejects.toThrow('no');
    expect(time.pauses).toEqual([]);
  });
});
