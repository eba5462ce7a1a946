import { BEFORE, CASES_WITH_NEWS, SETTLED } from './event-news.ts';
import type { Queryable } from './pool.ts';

/** Whatever this server wrote itself and can be seen is below. */
const GIVEN_OUT = 'pg_snapshot_xmax(pg_current_snapshot())';

const IS_FOREIGN = `select exists (
  select from organisations o
  where exists (select from case_events e where e.organisation_id = o.id and e.written_in >= ${GIVEN_OUT})
    or exists (select from messages m where m.organisation_id = o.id and m.sent_in >= ${GIVEN_OUT})
    or exists (select from event_endpoints p where p.organisation_id = o.id and p.seen_to >= ${GIVEN_OUT})) as foreign`;

/** What was written and not looked for yet is put among the lanes while its numbers still say so. */
const KEEP_NEWS = `
  with readers as (select organisation_id, endpoint_id, since, seen_to from event_endpoints),
  news as (${CASES_WITH_NEWS('readers', 'seen_to')})
  insert into event_lanes as lane (organisation_id, endpoint_id, case_id, told_seq)
  select organisation_id, endpoint_id, case_id, ${BEFORE('news.organisation_id', 'news.case_id', 'news.since')} from news
  on conflict (organisation_id, endpoint_id, case_id)
  do update set fresh = true, due_at = coalesce(lane.due_at, now())`;

/** Messages of cases that wait are told once more, for nobody can say any more which of them were. */
const RENUMBER = (column: string): string => `
  update messages m set ${column} = case when exists (
      select from event_lanes l where l.organisation_id = m.organisation_id and l.case_id = m.case_id and l.due_at is not null
    ) then pg_current_xact_id() end
  where ${column} >= ${GIVEN_OUT}`;

/**
 * A database that was dumped on one server and restored on another brings greater numbers of transactions along than that
 * one gives out, and whoever goes on from them would miss what is new. Forgets them, in the transaction given; nothing
 * that endpoints have not heard is lost, some of it they hear twice. Harmless anywhere else. Whether there were any.
 */
export async function forgetForeignTransactions(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ foreign: boolean }>(IS_FOREIGN);
  if (!rows[0]?.foreign) return false;
  await db.query(KEEP_NEWS);
  await db.query(RENUMBER('sent_in'));
  await db.query(RENUMBER('delivery_in'));
  await db.query(`update case_events set written_in = null where written_in >= ${GIVEN_OUT}`);
  await db.query('update event_lanes set told_in = null, told_message = null');
  await db.query(`update event_endpoints set since = ${SETTLED}, seen_to = ${SETTLED}`);
  return true;
}
