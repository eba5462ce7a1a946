import type pg from 'pg';
import { disableEndpoint } from '../../database/event-endpoints.ts';
import { nextFacts } from '../../database/event-facts.ts';
import { advanceLane, type Lane, postponeLane, releaseLane } from '../../database/event-lanes.ts';
import { type OutwardEvent, outwardEvent } from '../../domain/outward/event.ts';
import { afterFailure, type Taken } from '../../domain/outward/retries.ts';
import { wants } from '../../domain/outward/types.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import { SECOND_MS } from '../../domain/shared/time.ts';
import type { Log } from '../log.ts';
import { type PostOptions, postEvent } from './post.ts';

/** Longer than an endpoint is waited for, so that nobody else takes a lane in which something is under way. */
export const LANE_LEASE_MS = 45 * SECOND_MS;
/** After so many it is another lane's turn. */
const FACTS_A_TURN = 20;

export interface TellDeps extends PostOptions {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** Where the turn is to end early. */
  readonly stopping: () => boolean;
}

/**
 * Tells an endpoint what comes next in a case, in order, one after the other, until there is no more, it is refused or the
 * turn is over. What was taken is noted before the next is sent; if nobody could note it, it is told again. A database
 * fault throws; the lane is free again when its lease is over.
 */
export async function tellLane(deps: TellDeps, lane: Lane): Promise<void> {
  const { pool } = deps;
  const { endpoint, caseId } = lane;
  let { cursor, failures } = lane;
  const facts = await nextFacts(pool, endpoint.organisationId, caseId, {
    cursor,
    since: endpoint.since,
    limit: FACTS_A_TURN,
  });
  for (const { fact, cursor: after } of facts) {
    if (deps.stopping()) return releaseLane(pool, lane, 'unfinished');
    const event = outwardEvent(endpoint.organisationId, fact);
    if (event !== null && wants(endpoint.types, event.type)) {
      const taken = await postEvent(endpoint, event, deps);
      if (taken.kind !== 'taken') return refused(deps, { ...lane, cursor, failures }, event, taken);
    }
    if (!(await advanceLane(pool, lane, after, LANE_LEASE_MS))) return;
    cursor = after;
    failures = 0;
  }
  await releaseLane(pool, lane, facts.length < FACTS_A_TURN ? 'nothing' : 'unfinished');
}

async function refused(
  deps: TellDeps,
  lane: Lane,
  event: OutwardEvent,
  taken: Exclude<Taken, { kind: 'taken' }>,
): Promise<void> {
  const about = { organisation: lane.endpoint.organisationId, endpoint: lane.endpoint.id, event: event.id };
  switch (taken.kind) {
    case 'gone':
      return disable(deps, lane, about, 'gone');
    case 'failed': {
      const next = afterFailure(lane.failures, taken.retryAfterMs);
      if ('giveUp' in next) {
        await postponeLane(deps.pool, lane, taken.code, 0);
        return disable(deps, lane, { ...about, code: taken.code }, next.giveUp);
      }
      deps.log.warn({ ...about, code: taken.code, waitMs: next.waitMs }, 'An endpoint did not take an event.');
      return postponeLane(deps.pool, lane, taken.code, next.waitMs);
    }
    default:
      return assertNever(taken);
  }
}

/** Nothing is lost: whoever enables it again lets it hear all that it has not taken. */
async function disable(deps: TellDeps, lane: Lane, about: Readonly<Record<string, unknown>>, why: string) {
  const { organisationId, id } = lane.endpoint;
  await releaseLane(deps.pool, lane, 'unfinished');
  if (!(await disableEndpoint(deps.pool, organisationId, id, why))) return;
  deps.log.error({ ...about, why }, 'An endpoint is disabled; somebody must see to it and enable it again.');
}
