import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** A transaction of the database, as a decimal number: what an earlier one wrote may become visible later. */
export type TransactionId = string;

/** Seqs of a case, without a gap from its first, that were written before `since`: nothing is told of them. */
export const BEFORE = (organisation: string, caseId: string, since: string): string => `(
  select count(*)::int from (
    select seq, row_number() over (order by seq) as place from case_events
    where organisation_id = ${organisation} and case_id = ${caseId} and (written_in is null or written_in < ${since})
  ) as former where seq = place)`;

/** Cases in which something was written in `from` or later, each once for a row of `readers`, with all columns of that row. */
export const CASES_WITH_NEWS = (readers: string, from: string): string => `
  select r.*, e.case_id from ${readers} r
  join case_events e on e.organisation_id = r.organisation_id and e.written_in >= r.${from}
  union
  select r.*, m.case_id from ${readers} r
  join messages m on m.organisation_id = r.organisation_id and m.sent_in >= r.${from}
  union
  select r.*, m.case_id from ${readers} r
  join messages m on m.organisation_id = r.organisation_id and m.delivery_in >= r.${from}`;

/** Nothing is added any more to what was written before this transaction. */
export const SETTLED = 'pg_snapshot_xmin(pg_current_snapshot())';

export interface News {
  /** From where to look next. */
  readonly seenTo: TransactionId;
  /** A case may be among them again; what a reader has been told of it says what is new. */
  readonly cases: readonly { readonly caseId: CaseId; readonly before: number }[];
}

/** From where somebody reads who wants to hear only of what comes. */
export async function newsFromNow(db: Queryable): Promise<TransactionId> {
  const { rows } = await db.query<{ now: TransactionId }>(`select ${SETTLED}::text as now`);
  return rows[0]!.now;
}

/** The cases in which something was written since `seenTo`, and how much of each was there before `since`. */
export async function readNews(
  db: Queryable,
  organisationId: OrganisationId,
  { since, seenTo }: { readonly since: TransactionId; readonly seenTo: TransactionId },
): Promise<News> {
  const { rows } = await db.query<News>(
    `with reader as (select $1::text as organisation_id, $2::xid8 as since, $3::xid8 as seen_to),
     news as (${CASES_WITH_NEWS('reader', 'seen_to')})
     select greatest($3::xid8, ${SETTLED})::text as "seenTo", coalesce((
       select json_agg(json_build_object('caseId', case_id, 'before',
         ${BEFORE('news.organisation_id', 'news.case_id', 'news.since')})) from news), '[]') as cases`,
    [organisationId, since, seenTo],
  );
  return rows[0]!;
}
