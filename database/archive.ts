import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import { findCase } from './cases.ts';
import { caseEvents } from './events.ts';
import { toJson } from './json.ts';
import { listMessages, type MessageRow } from './messages.ts';
import type { Queryable } from './pool.ts';

/** All that was recorded of a case, without anything personal: texts stay in the vault, here are only their ids. */
export interface CaseFile {
  readonly view: CaseView;
  readonly events: readonly CaseEvent[];
  readonly messages: readonly MessageRow[];
  readonly vaultIds: readonly VaultId[];
}

const EVERYTHING = 100_000;

/** Files a case as one row; again only when more was recorded since. Throws when the journal has no such case. */
export async function archiveCase(db: Queryable, organisationId: OrganisationId, caseId: CaseId): Promise<void> {
  const view = await findCase(db, organisationId, caseId);
  if (!view) throw new Error(`The journal has no case ${caseId} to archive.`);
  const vault = await db.query<{ id: VaultId }>(
    'select id from vault where organisation_id = $1 and case_id = $2 and claimed_at is not null order by id',
    [organisationId, caseId],
  );
  const file: CaseFile = {
    view,
    events: await caseEvents(db, organisationId, caseId),
    messages: await listMessages(db, organisationId, { caseId, limit: EVERYTHING }),
    vaultIds: vault.rows.map((row) => row.id),
  };
  await db.query(
    `insert into archives (organisation_id, case_id, seq, file) values ($1, $2, $3, $4)
     on conflict (organisation_id, case_id) do update
     set seq = excluded.seq, file = excluded.file, archived_at = now() where archives.seq < excluded.seq`,
    [organisationId, caseId, view.seq, toJson(file)],
  );
}

export async function findArchive(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
): Promise<CaseFile | null> {
  const { rows } = await db.query<{ file: CaseFile }>(
    'select file from archives where organisation_id = $1 and case_id = $2',
    [organisationId, caseId],
  );
  return rows[0]?.file ?? null;
}
