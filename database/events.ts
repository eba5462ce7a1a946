import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

/** The events as rows of `case_events`, for Postgres to spread out. */
export function eventRows(organisationId: OrganisationId, caseId: CaseId, events: readonly CaseEvent[]): string {
  return toJson(
    events.map(({ seq, type, atMs, recordedAtMs, by, commandId, ...body }) => ({
      organisation_id: organisationId,
      case_id: caseId,
      seq,
      type,
      at: new Date(atMs),
      recorded_at: new Date(recordedAtMs),
      actor: by,
      command_id: commandId,
      body,
    })),
  );
}

export interface EventRow {
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
  return rows.map(toEvent);
}

export function toEvent(row: EventRow): CaseEvent {
  return {
    ...row.body,
    type: row.type,
    seq: row.seq,
    atMs: row.at.getTime(),
    recordedAtMs: row.recorded_at.getTime(),
    by: row.actor,
    commandId: row.command_id,
  } as CaseEvent;
}
