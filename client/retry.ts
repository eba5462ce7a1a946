import { setTimeout as sleep } from 'node:timers/promises';

/** How long a retry may go on, and the clock it goes by: a monotonic one, never the wall's. */
export interface Patience {
  readonly deadlineMs: number;
  readonly elapsedMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: () => number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

export function patience(deadlineMs: number): Patience {
  const startedMs = performance.now();
  return { deadlineMs, elapsedMs: () => performance.now() - startedMs, sleep: (ms) => sleep(ms), random: Math.random };
}

/**
 * Tries until an answer, an error that time does not heal, or the deadline; then the last error is thrown. Each attempt
 * gets the time that is left. Pauses double from 0.1 s to 3 s and are drawn at random between a half and the whole, so
 * that senders who failed together do not come back together.
 */
export async function retry<T>(
  { deadlineMs, elapsedMs, sleep, random }: Patience,
  mayHeal: (error: unknown) => boolean,
  attempt: (leftMs: number) => Promise<T>,
): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      return await attempt(Math.max(1, deadlineMs - elapsedMs()));
    } catch (error) {
      const waitMs = pauseMs * (0.5 + random() / 2);
      if (!mayHeal(error) || elapsedMs() + waitMs >= deadlineMs) throw error;
      await sleep(waitMs);
    }
  }
}
