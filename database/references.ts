import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** How a system outside names a case it opens; unique within its organisation and source. */
export interface CaseReference {
  readonly organisationId: OrganisationId;
  readonly source: string;
  readonly reference: string;
  readonly caseId: CaseId;
  /** Keyed hash of the opening body: tells a repeat from another request under the same reference. */
  readonly fingerprint: string;
}

export interface ClaimedReference {
  readonly caseId: CaseId;
  readonly fingerprint: string;
  /** False when somebody claimed it before; the ids are then theirs. */
  readonly claimed: boolean;
}

/** Takes a reference for a case, or tells whose it is. Of any number of parallel claims one wins. */
export async function claimReference(db: Queryable, claim: CaseReference): Promise<ClaimedReference> {
  const key = [claim.organisationId, claim.source, claim.reference];
  const inserted = await db.query(
    `insert into case_references (organisation_id, source, reference, case_id, fingerprint)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [...key, claim.caseId, claim.fingerprint],
  );
  if (inserted.rowCount === 1) return { caseId: claim.caseId, fingerprint: claim.fingerprint, claimed: true };
  const { rows } = await db.query<{ caseId: CaseId; fingerprint: string }>(
    `select case_id as "caseId", fingerprint from case_references
     where organisation_id = $1 and source = $2 and reference = $3`,
    key,
  );
  if (!rows[0]) throw new Error('A case reference vanished while it was being claimed.');
  return { ...rows[0], claimed: false };
}

/**
 * Lets a corrected request take over a reference whose case never opened: the fingerprint becomes the new one. Nothing
 * changes once the journal holds the case, or when the reference belongs to another case.
 */
export async function replaceReference(db: Queryable, claim: CaseReference): Promise<'replaced' | 'kept'> {
  const { rowCount } = await db.query(
    `update case_references set fingerprint = $5
     where organisation_id = $1 and source = $2 and reference = $3 and case_id = $4
       and not exists (select from cases where cases.organisation_id = $1 and cases.case_id = $4)`,
    [claim.organisationId, claim.source, claim.reference, claim.caseId, claim.fingerprint],
  );
  return rowCount === 1 ? 'replaced' : 'kept';
}
