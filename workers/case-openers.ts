import { Context } from '@temporalio/activity';
import type { CaseOpeners } from '../activities/cases.ts';
import { openLinkedCase } from '../client/open-linked.ts';
import { openRequestedCase } from '../client/open-requested.ts';
import type { createPool } from '../database/pool.ts';
import { DAY_MS } from '../domain/shared/time.ts';

/** Opens cases for other workflows, over the connection of the worker that is asked. */
export function createCaseOpeners(pool: ReturnType<typeof createPool>, taskQueue: string): CaseOpeners {
  return {
    openLinkedCase: ({ clockOffsetMs, ...request }) => {
      const { client: temporal, info } = Context.current();
      // Where time is skipped the case that asks is ahead of the wall, at which the one that it opens would begin.
      const aheadMs = info.currentAttemptScheduledTimestampMs - Date.now();
      const offsetMs = clockOffsetMs + (aheadMs > DAY_MS ? aheadMs : 0);
      return openLinkedCase({ temporal, pool, taskQueue }, { ...request, clockOffsetMs: offsetMs });
    },
    openRequestedCase: (request) => {
      const { client: temporal } = Context.current();
      return openRequestedCase({ temporal, pool, taskQueue }, request);
    },
  };
}
