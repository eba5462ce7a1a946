import type { ItemId } from '../domain/policy/item-words.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** An open case, and the line of it whose parcel was meant. */
export interface FoundSubject {
  readonly caseId: CaseId;
  readonly itemId: ItemId | null;
}

/** An order with more open cases than this is no way to name one. */
const MOST = 20;

/**
 * Open cases whose fact has this look-up now; a number that was corrected since leads nowhere. As the journal has them,
 * in the order in which they were opened.
 */
export async function casesByFact(
  db: Queryable,
  organisationId: OrganisationId,
  fact: 'order-number' | 'serial-number',
  lookUp: string,
): Promise<FoundSubject[]> {
  const { rows } = await db.query<FoundSubject>(
    `select c.case_id as "caseId", null as "itemId"
     from vault v join cases c using (organisation_id, case_id)
     where v.organisation_id = $1 and v.look_up = $2 and c.closed_at is null and v.id = (
       select e.body->'facts'->$3::text->>'vaultId' from case_events e
       where e.organisation_id = $1 and e.case_id = c.case_id and e.body->'facts' ? $3::text
       order by e.seq desc limit 1)
     order by c.opened_at, c.case_id limit ${MOST}`,
    [organisationId, lookUp, fact],
  );
  return rows;
}

/** Lines of open cases whose last parcel has this look-up. */
export async function casesByParcel(
  db: Queryable,
  organisationId: OrganisationId,
  lookUp: string,
): Promise<FoundSubject[]> {
  const { rows } = await db.query<FoundSubject>(
    `select c.case_id as "caseId", e.body->>'itemId' as "itemId"
     from vault v join cases c using (organisation_id, case_id)
     join case_events e on e.organisation_id = c.organisation_id and e.case_id = c.case_id
       and e.type = 'ItemAdvanced' and e.body->'values'->>'referenceId' = v.id
     where v.organisation_id = $1 and v.look_up = $2 and c.closed_at is null and not exists (
       select from case_events later
       where later.organisation_id = e.organisation_id and later.case_id = e.case_id and later.seq > e.seq
         and later.type = 'ItemAdvanced' and later.body->>'itemId' = e.body->>'itemId'
         and later.body->'values' ? 'referenceId')
     order by c.opened_at, c.case_id limit ${MOST}`,
    [organisationId, lookUp],
  );
  return rows;
}

/** Open cases of a unit of the register. */
export async function casesByUnit(
  db: Queryable,
  organisationId: OrganisationId,
  unitId: string,
): Promise<FoundSubject[]> {
  const { rows } = await db.query<FoundSubject>(
    `select c.case_id as "caseId", null as "itemId"
     from case_references r join cases c using (organisation_id, case_id)
     where r.organisation_id = $1 and r.unit_id = $2 and c.closed_at is null
     order by c.opened_at, c.case_id limit ${MOST}`,
    [organisationId, unitId],
  );
  return rows;
}

/** The case that a system opened under its own name for it; null when there is none. */
export async function caseByReference(
  db: Queryable,
  organisationId: OrganisationId,
  source: string,
  reference: string,
): Promise<CaseId | null> {
  const { rows } = await db.query<{ caseId: CaseId }>(
    'select case_id as "caseId" from case_references where organisation_id = $1 and source = $2 and reference = $3',
    [organisationId, source, reference],
  );
  return rows[0]?.caseId ?? null;
}
