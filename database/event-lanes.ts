import type { CaseId } from '../domain/shared/ids.ts';
import { type EndpointTarget, TARGET_COLUMNS } from './event-endpoints.ts';
import type { Cursor } from './event-facts.ts';
import { BEFORE, CASES_WITH_NEWS, SETTLED, type TransactionId } from './event-news.ts';
import type { Queryable } from './pool.ts';

/** One endpoint's way through one case, taken by one worker for a while. */
export interface Lane {
  readonly endpoint: EndpointTarget;
  readonly caseId: CaseId;
  readonly cursor: Cursor;
  /** In a row, before now. */
  readonly failures: number;
  /** Proves that it is still this worker's. */
  readonly lease: string;
}

/**
 * Finds the cases in which something was written since the last look, for every enabled endpoint, and makes them due. What
 * a transaction still holds back is found by a later look: the next begins where the oldest one that runs began. Gives the
 * endpoints that have something due. An endpoint that another worker looks for is left to it.
 */
export async function noticeNews(db: Queryable): Promise<EndpointTarget[]> {
  await db.query(`
    with readers as (
      select organisation_id, endpoint_id, since, seen_to from event_endpoints where state = 'enabled'
      for update skip locked
    ), seen as (
      update event_endpoints e set seen_to = ${SETTLED} from readers r
      where (e.organisation_id, e.endpoint_id) = (r.organisation_id, r.endpoint_id) and e.seen_to < ${SETTLED}
    ), news as (${CASES_WITH_NEWS('readers', 'seen_to')})
    insert into event_lanes as lane (organisation_id, endpoint_id, case_id, told_seq)
    select organisation_id, endpoint_id, case_id, ${BEFORE('news.organisation_id', 'news.case_id', 'news.since')} from news
    on conflict (organisation_id, endpoint_id, case_id)
    do update set fresh = true, due_at = coalesce(lane.due_at, now()) where not lane.fresh or lane.due_at is null`);
  const { rows } = await db.query<EndpointTarget>(
    `select ${TARGET_COLUMNS} from event_endpoints e where state = 'enabled' and exists (
       select from event_lanes l where (l.organisation_id, l.endpoint_id) = (e.organisation_id, e.endpoint_id)
         and due_at <= now())`,
  );
  return rows;
}

type LaneRow = EndpointTarget & {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly toldIn: TransactionId | null;
  readonly toldMessage: string | null;
  readonly failures: number;
};

/**
 * Takes at most `limit` lanes of an endpoint that are due, for `leaseMs`; nobody else takes them meanwhile. None of one
 * that is disabled.
 */
export async function takeLanes(
  db: Queryable,
  { organisationId, id }: Pick<EndpointTarget, 'organisationId' | 'id'>,
  { lease, leaseMs, limit }: { readonly lease: string; readonly leaseMs: number; readonly limit: number },
): Promise<Lane[]> {
  const { rows } = await db.query<LaneRow>(
    `with due as (
       select organisation_id, endpoint_id, case_id from event_lanes
       where organisation_id = $1 and endpoint_id = $2 and due_at <= now()
         and (leased_until is null or leased_until < now())
         and exists (select from event_endpoints
           where organisation_id = $1 and endpoint_id = $2 and state = 'enabled')
       order by due_at limit $5 for update skip locked
     ), taken as (
       update event_lanes l set fresh = false, lease = $3, leased_until = now() + $4 * interval '1 millisecond' from due
       where (l.organisation_id, l.endpoint_id, l.case_id) = (due.organisation_id, due.endpoint_id, due.case_id)
       returning l.organisation_id, l.endpoint_id, l.case_id, told_seq, told_in, told_message, failures
     )
     select ${TARGET_COLUMNS}, case_id as "caseId", told_seq as seq, told_in::text as "toldIn", told_message as "toldMessage",
       failures from taken join event_endpoints using (organisation_id, endpoint_id)`,
    [organisationId, id, lease, leaseMs, limit],
  );
  return rows.map(({ caseId, seq, toldIn, toldMessage, failures, ...endpoint }) => ({
    endpoint,
    caseId,
    cursor: { seq, message: toldIn === null || toldMessage === null ? null : { writtenIn: toldIn, id: toldMessage } },
    failures,
    lease,
  }));
}

const MINE = 'where organisation_id = $1 and endpoint_id = $2 and case_id = $3 and lease = $4';

function mine({ endpoint, caseId, lease }: Lane): unknown[] {
  return [endpoint.organisationId, endpoint.id, caseId, lease];
}

/** Notes what was told and keeps the lane for another `leaseMs`; false when it is another worker's by now. */
export async function advanceLane(db: Queryable, lane: Lane, cursor: Cursor, leaseMs: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update event_lanes set told_seq = $5, told_in = $6::xid8, told_message = $7, failures = 0, code = null,
       leased_until = now() + $8 * interval '1 millisecond' ${MINE}`,
    [...mine(lane), cursor.seq, cursor.message?.writtenIn ?? null, cursor.message?.id ?? null, leaseMs],
  );
  return rowCount === 1;
}

/** Nothing is left to tell, unless something came since the lane was taken; `unfinished`: there is more. */
export async function releaseLane(db: Queryable, lane: Lane, left: 'nothing' | 'unfinished'): Promise<void> {
  await db.query(
    `update event_lanes set lease = null, leased_until = null,
       due_at = case when fresh or $5 then now() end ${MINE}`,
    [...mine(lane), left === 'unfinished'],
  );
}

/** What was to be told was not taken; it waits, and all behind it with it. */
export async function postponeLane(db: Queryable, lane: Lane, code: string, waitMs: number): Promise<void> {
  await db.query(
    `update event_lanes set lease = null, leased_until = null, failures = failures + 1, code = $5,
       due_at = now() + $6 * interval '1 millisecond' ${MINE}`,
    [...mine(lane), code, waitMs],
  );
}
