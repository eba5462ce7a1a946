import type pg from 'pg';
import type { CaseEvent, FactOf } from '../domain/case/events.ts';
import type { JournalBatch } from '../domain/case/journal.ts';
import type { CaseId } from '../domain/shared/ids.ts';
import { caseRow, UPSERT_CASE } from './cases.ts';
import { eventRows } from './events.ts';
import { settleMessage } from './message-attempts.ts';
import { messageRows, PLAN_MESSAGES } from './messages.ts';
import { inTransaction, type Queryable } from './pool.ts';
import { receiptRows } from './receipts.ts';

/** Two different events claim one place in a case's ledger: the history was rewritten, and a person must look. */
export class JournalConflict extends Error {
  readonly code = 'journal-conflict';
  readonly caseId: CaseId;
  readonly seq: number;

  constructor(caseId: CaseId, seq: number) {
    super(`Case ${caseId} already has another event at seq ${seq}; its history and its journal disagree.`);
    this.name = 'JournalConflict';
    this.caseId = caseId;
    this.seq = seq;
  }
}

/**
 * Commits what a case accepted, all or nothing. Harmless to repeat and in any order: rows are immutable and the case row
 * moves only to a higher seq. Throws `JournalConflict` when the ledger holds another event under a seq.
 */
export async function commitBatch(pool: pg.Pool, batch: JournalBatch): Promise<void> {
  const settled = batch.events.filter((event): event is CaseEvent & FactOf<'MessageSettled'> => {
    return event.type === 'MessageSettled';
  });
  if (settled.length === 0) return write(pool, batch);
  await inTransaction(pool, async (db) => {
    await write(db, batch);
    // A message that the case gave up is settled in the ledger, too; what its send settled itself stays as it is.
    for (const { key, outcome, atMs } of settled) {
      await settleMessage(db, batch.organisationId, key, outcome, { settledAtMs: atMs });
    }
  });
}

/** Rows that say something else under a seq that is taken; while there is one, nothing of the batch is written. */
const CONFLICT = `
  select stored.seq from case_events as stored join given using (organisation_id, case_id, seq)
  where (stored.type, stored.at, stored.body) is distinct from (given.type, given.at, given.body)`;

const WRITE = `with given as (select * from jsonb_populate_recordset(null::case_events, $1)),
conflict as (${CONFLICT}),
events as (
  insert into case_events (organisation_id, case_id, seq, type, at, recorded_at, actor, command_id, body)
  select organisation_id, case_id, seq, type, at, recorded_at, actor, command_id, body from given
  where not exists (select from conflict) on conflict do nothing returning seq
), case_row as (
  ${UPSERT_CASE('$2', 'not exists (select from conflict)').trim()}
), planned as (
  ${PLAN_MESSAGES('$3').trim()} where not exists (select from conflict) on conflict do nothing
), filed as (
  insert into receipts select * from jsonb_populate_recordset(null::receipts, $4)
  where not exists (select from conflict) on conflict do nothing
), claimed as (
  update vault set claimed_at = now()
  where organisation_id = $5 and id = any($6) and claimed_at is null and not exists (select from conflict)
)
select (select min(seq) from conflict) as conflict, (select count(*)::int from events) as written`;

/** One statement, so one round trip, and one commit by itself. */
async function write(db: Queryable, batch: JournalBatch): Promise<void> {
  const { organisationId, caseId, events } = batch;
  const given = eventRows(organisationId, caseId, events);
  const { rows } = await db.query<{ conflict: number | null; written: number }>({
    name: 'commit-batch',
    text: WRITE,
    values: [
      given,
      caseRow(batch.view),
      messageRows(organisationId, caseId, batch.messages, batch.view.atMs),
      receiptRows(organisationId, caseId, batch.receipts),
      organisationId,
      batch.vaultIds,
    ],
  });
  const { conflict = null, written = 0 } = rows[0] ?? {};
  if (conflict !== null) throw new JournalConflict(caseId, conflict);
  // What another transaction wrote a moment ago was not there to be compared.
  if (written < events.length) await refuseConflict(db, caseId, given);
}

async function refuseConflict(db: Queryable, caseId: CaseId, given: string): Promise<void> {
  const { rows } = await db.query<{ seq: number }>(
    `with given as (select * from jsonb_populate_recordset(null::case_events, $1)) ${CONFLICT} order by seq limit 1`,
    [given],
  );
  if (rows[0]) throw new JournalConflict(caseId, rows[0].seq);
}
