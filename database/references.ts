import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** How a system outside names a case it opens; unique within its organisation and source. */
export interface CaseReference {
  readonly organisationId: OrganisationId;
  readonly source: string;
  readonly reference: string;
  readonly caseId: CaseId;
  /** Whom and what it is opened for, where the register has them. */
  readonly customerId?: string | null;
  readonly unitId?: string | null;
}

export interface ClaimedReference {
  readonly caseId: CaseId;
  /** False when it was claimed before: which request opened the case, its receipt tells. */
  readonly claimed: boolean;
}

/** Takes a reference for a case, or tells whose it is. Of any number of parallel claims one wins. */
export async function claimReference(db: Queryable, claim: CaseReference): Promise<ClaimedReference> {
  const key = [claim.organisationId, claim.source, claim.reference];
  const inserted = await db.query(
    `insert into case_references (organisation_id, source, reference, case_id, customer_id, unit_id)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [...key, claim.caseId, claim.customerId ?? null, claim.unitId ?? null],
  );
  if (inserted.rowCount === 1) return { caseId: claim.caseId, claimed: true };
  const { rows } = await db.query<{ caseId: CaseId }>(
    `select case_id as "caseId" from case_references
     where organisation_id = $1 and source = $2 and reference = $3`,
    key,
  );
  if (!rows[0]) throw new Error('A case reference vanished while it was being claimed.');
  return { ...rows[0], claimed: false };
}

/** Whom and what a case was opened for, by their ids in the register; null where its opener named neither. */
export async function openedFor(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
): Promise<{ readonly customerId: string | null; readonly unitId: string | null } | null> {
  const { rows } = await db.query<{ customerId: string | null; unitId: string | null }>(
    `select customer_id as "customerId", unit_id as "unitId" from case_references
     where organisation_id = $1 and case_id = $2 and (customer_id is not null or unit_id is not null)`,
    [organisationId, caseId],
  );
  return rows[0] ?? null;
}
