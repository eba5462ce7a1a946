import { Context } from '@temporalio/activity';
import type { CaseActivities } from '../activities/ports.ts';
import { openLinkedCase } from '../client/open-linked.ts';
import type { createPool } from '../database/pool.ts';
import { DAY_MS } from '../domain/shared/time.ts';

/** Opens cases for cases, over the connection of the worker that is asked. */
export function createLinkedCaseOpener(
  pool: ReturnType<typeof createPool>,
  taskQueue: string,
): CaseActivities['openLinkedCase'] {
  return ({ clockOffsetMs, ...request }) => {
    const { client: temporal, info } = Context.current();
    // Where time is skipped the case that asks is ahead of the wall, at which the one that it opens would begin.
    const aheadMs = info.currentAttemptScheduledTimestampMs - Date.now();
    const offsetMs = clockOffsetMs + (aheadMs > DAY_MS ? aheadMs : 0);
    return openLinkedCase({ temporal, pool, taskQueue }, { ...request, clockOffsetMs: offsetMs });
  };
}
