import { randomBytes } from 'node:crypto';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** 32 bytes in hexadecimal; keys the hashes of addresses and command bodies. */
  readonly vaultKey: string;
  readonly activePolicyVersion: string | null;
}

export const ORGANISATION_COLUMNS = `id, name, encode(vault_key, 'hex') as "vaultKey",
  active_policy_version as "activePolicyVersion"`;

/** Adds an organisation or renames it; its vault key is made once and stays. */
export async function putOrganisation(
  db: Queryable,
  organisation: { readonly id: OrganisationId; readonly name: string },
): Promise<void> {
  await db.query(
    `insert into organisations (id, name, vault_key) values ($1, $2, $3)
     on conflict (id) do update set name = excluded.name`,
    [organisation.id, organisation.name, randomBytes(32)],
  );
}

export async function findOrganisation(db: Queryable, id: OrganisationId): Promise<Organisation | null> {
  const { rows } = await db.query<Organisation>(`select ${ORGANISATION_COLUMNS} from organisations where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}
