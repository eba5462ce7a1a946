import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** SMS that customers of an organisation were sent, or may have been, in the last 24 hours of the database's clock. */
export async function textedInADay(db: Queryable, organisationId: OrganisationId): Promise<number> {
  const { rows } = await db.query<{ texted: number }>(
    `select count(*)::int as texted from messages
     where organisation_id = $1 and channel = 'sms' and recipient->>'kind' = 'customer'
       and claimed_at > now() - interval '1 day'`,
    [organisationId],
  );
  return rows[0]?.texted ?? 0;
}
