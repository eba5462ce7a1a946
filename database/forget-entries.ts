import type pg from 'pg';
import { PERSONAL_FACTS } from '../domain/register/entry.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { inTransaction } from './pool.ts';
import { lockRegister, type Register } from './registers.ts';

/**
 * Forgets a customer or a unit; the id stays as a tombstone. A customer's units lose what leads to the customer and stay
 * as units of nobody. Whether there was an entry at all; doing it again changes nothing.
 */
export async function forgetEntry(
  pool: pg.Pool,
  organisationId: OrganisationId,
  register: Register,
  id: string,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    // Nobody may give a customer a unit meanwhile.
    for (const one of ['customers', 'units'] as const) await lockRegister(db, organisationId, one);
    const key = [organisationId, id];
    const found = await db.query(`select from ${register} where organisation_id = $1 and id = $2`, key);
    if (found.rowCount === 0) return false;
    const unit = register === 'units' ? ', customer_id = null, unit_key = null' : '';
    await db.query(
      `update ${register} set body = null, erased_at = now(), updated_at = now(), revision = revision + 1${unit}
       where organisation_id = $1 and id = $2 and erased_at is null`,
      key,
    );
    if (register === 'customers') {
      await db.query(
        `update units set customer_id = null, unit_key = null, updated_at = now(), revision = revision + 1,
           body = jsonb_build_object('customer', null, 'facts', (body->'facts') - $3::text[])
         where organisation_id = $1 and customer_id = $2`,
        [...key, PERSONAL_FACTS],
      );
    }
    return true;
  });
}
