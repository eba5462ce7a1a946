import { Context } from '@temporalio/activity';
import type pg from 'pg';
import type { CaseActivities } from '../activities/ports.ts';
import { openLinkedCase } from '../client/open-linked.ts';

/** Opens cases for cases, over the connection of the worker that is asked. */
export function createLinkedCaseOpener(pool: pg.Pool, taskQueue: string): CaseActivities['openLinkedCase'] {
  return (request) => openLinkedCase({ temporal: Context.current().client, pool, taskQueue }, request);
}
