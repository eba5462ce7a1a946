import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import { toText } from './json.ts';
import type { Queryable } from './pool.ts';

/** What a vault id stands for. An id that has no row reads as erased too: both mean that nobody can know any more. */
export type VaultEntry = { readonly kind: 'text'; readonly content: string } | { readonly kind: 'erased' };

/** Keeps texts under their ids until a committed command claims them; an id that exists keeps what it has. */
export async function putVault(
  db: Queryable,
  organisationId: OrganisationId,
  rows: readonly {
    readonly id: VaultId;
    readonly caseId: CaseId;
    readonly content: string;
    /** By what it is found again, for a number that others know the case by. */
    readonly lookUp?: string;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `insert into vault (organisation_id, id, case_id, content, look_up)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])
     on conflict do nothing`,
    [
      organisationId,
      rows.map((row) => row.id),
      rows.map((row) => row.caseId),
      rows.map((row) => toText(row.content)),
      rows.map((row) => row.lookUp ?? null),
    ],
  );
}

/** An entry for every id asked for, whether the vault has it or not. */
export function entriesOf(
  ids: readonly VaultId[],
  found: readonly { readonly id: VaultId; readonly content: string }[],
): Record<VaultId, VaultEntry> {
  const entries: Record<VaultId, VaultEntry> = Object.fromEntries(ids.map((id) => [id, { kind: 'erased' }]));
  for (const { id, content } of found) entries[id] = { kind: 'text', content };
  return entries;
}

/** An entry for every id asked for. A database fault throws, so that an outage never reads as an erasure. */
export async function readVault(
  db: Queryable,
  organisationId: OrganisationId,
  ids: readonly VaultId[],
): Promise<Record<VaultId, VaultEntry>> {
  if (ids.length === 0) return {};
  const { rows } = await db.query<{ id: VaultId; content: string }>(
    'select id, content from vault where organisation_id = $1 and id = any($2) and content is not null',
    [organisationId, ids],
  );
  return entriesOf(ids, rows);
}

/** Forgets every text and file of a case and whom its messages went to; the ids stay as tombstones. */
export async function eraseVault(db: Queryable, organisationId: OrganisationId, caseId: CaseId): Promise<void> {
  await db.query(
    `with messages_forgotten as (
       update messages set address_hash = null
       where organisation_id = $1 and case_id = $2 and address_hash is not null
     ), replies_forgotten as (
       update inbox set address_hash = null
       where organisation_id = $1 and case_id = $2 and address_hash is not null
     ), files_forgotten as (
       update attachments set content = null, name = null, erased_at = now()
       where organisation_id = $1 and case_id = $2 and erased_at is null
     )
     update vault set content = null, look_up = null, erased_at = now()
     where organisation_id = $1 and case_id = $2 and erased_at is null`,
    [organisationId, caseId],
  );
}

/**
 * Removes texts whose command was refused or never arrived; how many. Infrastructure time, not a case's. `olderThanMs`
 * must exceed the longest outage after which an accepted command may still be waiting for its commit.
 */
export async function sweepVault(db: Queryable, olderThanMs: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from vault
     where claimed_at is null and erased_at is null and created_at < now() - $1 * interval '1 millisecond'`,
    [olderThanMs],
  );
  return rowCount ?? 0;
}
