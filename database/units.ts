import type { OrganisationId } from '../domain/shared/ids.ts';
import type { UnitRepair } from '../domain/warranty/unit.ts';
import type { Queryable } from './pool.ts';

/** Repairs a case may have to carry: more of one unit say nothing new. */
const REMEMBERED = 20;

/** The last repairs of a unit, in the order of their days, as the ledgers of all its cases have them. */
export async function unitRepairs(
  db: Queryable,
  organisationId: OrganisationId,
  unitKey: string,
): Promise<readonly UnitRepair[]> {
  const { rows } = await db.query<{ readonly body: UnitRepair & { readonly unitKey: string } }>(
    `select body from case_events
     where organisation_id = $1 and type = 'UnitRepaired' and body->>'unitKey' = $2
     order by at desc, case_id, seq desc limit ${REMEMBERED}`,
    [organisationId, unitKey],
  );
  return rows
    .map(({ body: { fault, part, on, restarts } }) => ({ fault, part, on, ...(restarts ? { restarts } : {}) }))
    .reverse();
}
