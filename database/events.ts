import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

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

/** Appends events; those that are there already stay. Throws `JournalConflict` when one there is another event. */
export async function appendEvents(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  events: readonly CaseEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const columns = columnsOf(events);
  const { rowCount } = await db.query(
    `insert into case_events (organisation_id, case_id, seq, type, at, recorded_at, actor, command_id, body)
     select $1, $2, given.*
     from unnest($3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[], $8::text[], $9::jsonb[]) as given
     on conflict do nothing`,
    [organisationId, caseId, ...columns],
  );
  if (rowCount === events.length) return;
  const { rows } = await db.query<{ seq: number }>(
    `select stored.seq from case_events as stored
     join unnest($3::int[], $4::text[], $5::timestamptz[], $6::jsonb[]) as given (seq, type, at, body) using (seq)
     where stored.organisation_id = $1 and stored.case_id = $2
       and (stored.type, stored.at, stored.body) is distinct from (given.type, given.at, given.body)
     order by stored.seq limit 1`,
    [organisationId, caseId, columns[0], columns[1], columns[2], columns[6]],
  );
  if (rows[0]) throw new JournalConflict(caseId, rows[0].seq);
}

function columnsOf(events: readonly CaseEvent[]) {
  return [
    events.map((event) => event.seq),
    events.map((event) => event.type),
    events.map((event) => new Date(event.atMs)),
    events.map((event) => new Date(event.recordedAtMs)),
    events.map((event) => toJson(event.by)),
    events.map((event) => event.commandId),
    events.map(({ seq: _seq, type: _type, atMs: _at, recordedAtMs: _recorded, by: _by, commandId: _id, ...body }) =>
      toJson(body),
    ),
  ] as const;
}

interface EventRow {
  readonly seq: number;
  readonly type: CaseEvent['type'];
  readonly at: Date;
  readonly recorded_at: Date;
  readonly actor: CaseEvent['by'];
  readonly command_id: string | null;
  readonly body: object;
}

/** A case's ledger in order, after `afterSeq` if given, at most `limit` of it. */
export async function caseEvents(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  { afterSeq = 0, limit }: { readonly afterSeq?: number; readonly limit?: number } = {},
): Promise<CaseEvent[]> {
  const { rows } = await db.query<EventRow>(
    `select seq, type, at, recorded_at, actor, command_id, body from case_events
     where organisation_id = $1 and case_id = $2 and seq > $3
     order by seq limit $4`,
    [organisationId, caseId, afterSeq, limit ?? null],
  );
  return rows.map(
    (row) =>
      ({
        ...row.body,
        type: row.type,
        seq: row.seq,
        atMs: row.at.getTime(),
        recordedAtMs: row.recorded_at.getTime(),
        by: row.actor,
        commandId: row.command_id,
      }) as CaseEvent,
  );
}
