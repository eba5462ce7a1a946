import type { PolicyDocument } from '../domain/policy/document.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

export interface StoredPolicy {
  readonly policyId: string;
  readonly version: string;
  readonly storedAtMs: number;
  readonly active: boolean;
}

/**
 * Keeps a version for good. The version is the hash of its content, so storing it again changes nothing, but gives one
 * that was stored before sources were kept what it was made from.
 */
export async function storePolicy(
  db: Queryable,
  organisationId: OrganisationId,
  document: PolicyDocument,
): Promise<void> {
  await db.query(
    `insert into policies (organisation_id, version, policy_id, document) values ($1, $2, $3, $4)
     on conflict (organisation_id, version) do update set document = excluded.document
       where policies.document->'source' is null and excluded.document->'source' is not null`,
    [organisationId, document.version, document.id, JSON.stringify(document)],
  );
}

/** Makes a stored version the one that new cases are opened under. Throws when it is not stored. */
export async function activatePolicy(db: Queryable, organisationId: OrganisationId, version: string): Promise<void> {
  const { rowCount } = await db.query(
    `update organisations set active_policy_version = $2
     where id = $1 and exists (select from policies where organisation_id = $1 and version = $2)`,
    [organisationId, version],
  );
  if (rowCount === 0) throw new Error(`Organisation ${organisationId} has no stored policy version ${version}.`);
}

/**
 * As `activatePolicy`, when `former` is still the active one; otherwise somebody was quicker, nothing happens, and the
 * answer is false.
 */
export async function succeedPolicy(
  db: Queryable,
  organisationId: OrganisationId,
  version: string,
  former: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update organisations set active_policy_version = $2 where id = $1 and active_policy_version = $3`,
    [organisationId, version, former],
  );
  return rowCount === 1;
}

export async function findPolicy(
  db: Queryable,
  organisationId: OrganisationId,
  version: string,
): Promise<PolicyDocument | null> {
  const { rows } = await db.query<{ document: PolicyDocument }>(
    'select document from policies where organisation_id = $1 and version = $2',
    [organisationId, version],
  );
  return rows[0]?.document ?? null;
}

export async function activePolicy(db: Queryable, organisationId: OrganisationId): Promise<PolicyDocument | null> {
  const { rows } = await db.query<{ document: PolicyDocument }>(
    `select policies.document from organisations
     join policies on policies.organisation_id = organisations.id and policies.version = organisations.active_policy_version
     where organisations.id = $1`,
    [organisationId],
  );
  return rows[0]?.document ?? null;
}

/** Every stored version, the newest first. */
export async function listPolicies(db: Queryable, organisationId: OrganisationId): Promise<StoredPolicy[]> {
  const { rows } = await db.query<{ policyId: string; version: string; storedAt: Date; active: boolean }>(
    `select policies.policy_id as "policyId", policies.version, policies.stored_at as "storedAt",
            policies.version is not distinct from organisations.active_policy_version as active
     from policies join organisations on organisations.id = policies.organisation_id
     where policies.organisation_id = $1
     order by policies.stored_at desc, policies.version`,
    [organisationId],
  );
  return rows.map(({ storedAt, ...policy }) => ({ ...policy, storedAtMs: storedAt.getTime() }));
}
