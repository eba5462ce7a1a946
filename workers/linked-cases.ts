import { Context } from '@temporalio/activity';
import type { CaseActivities } from '../activities/ports.ts';
import { openLinkedCase } from '../client/open-linked.ts';
import type { createPool } from '../database/pool.ts';

/** Opens cases for cases, over the connection of the worker that is asked. */
export function createLinkedCaseOpener(
  pool: ReturnType<typeof createPool>,
  taskQueue: string,
): CaseActivities['openLinkedCase'] {
  return (request) => {
    const { client: temporal, info } = Context.current();
    const nowMs = () => info.currentAttemptScheduledTimestampMs;
    return openLinkedCase({ temporal, pool, taskQueue, nowMs }, request);
  };
}
