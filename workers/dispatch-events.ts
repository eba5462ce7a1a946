import { setTimeout as sleep } from 'node:timers/promises';
import { createDispatcher } from '../activities/webhooks/dispatcher.ts';
import type { TellDeps } from '../activities/webhooks/tell-lane.ts';

const LOOK_EVERY_MS = 1_000;

/** Tells endpoints what happens until `signal`; what is under way then comes to its end. A fault puts it off, no more. */
export async function dispatchEvents(
  { pool, log, nowMs }: Pick<TellDeps, 'pool' | 'log' | 'nowMs'>,
  signal: AbortSignal,
): Promise<void> {
  const dispatcher = createDispatcher({ pool, log, nowMs, stopping: () => signal.aborted });
  while (!signal.aborted) {
    await dispatcher.round().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn({ code }, 'News could not be looked for.');
    });
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await dispatcher.idle();
}
