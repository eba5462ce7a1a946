import { type Delivery, precedes } from '../domain/reply/delivery.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** What a provider reports of a message that it took. */
export interface DeliveryReport {
  readonly key: string;
  readonly delivery: Delivery;
  /** The provider's id of the message; proof that it took it. */
  readonly providerId: string;
  /** Why it did not arrive, in the provider's code. */
  readonly code: string | null;
}

/**
 * Moves a message forward, never back: reports come in any order, and before our own send is settled. Then, or where
 * nobody knew whether the provider took it, the report is the proof that it did. Whether there is such a message.
 */
export async function recordDelivery(
  db: Queryable,
  organisationId: OrganisationId,
  { key, delivery, providerId, code }: DeliveryReport,
): Promise<boolean> {
  // That it was sent comes before how it arrived, for whoever hears of both.
  await db.query(
    `update messages set state = 'sent', code = null, provider_id = $3, settled_at = coalesce(settled_at, planned_at),
       leased_until = null, sent_in = pg_current_xact_id()
     where organisation_id = $1 and key = $2 and state in ('claimed', 'unknown')`,
    [organisationId, key, providerId],
  );
  const { rows } = await db.query<{ known: boolean }>(
    `with found as (select key from messages where organisation_id = $1 and key = $2),
    moved as (
      update messages set delivery = $3, delivery_code = $5, delivery_at = clock_timestamp(),
        delivery_in = case when $3 in ('delivered', 'undelivered', 'failed') then pg_current_xact_id() end
      where organisation_id = $1 and key = $2 and (delivery is null or delivery = any($6))
        and (provider_id is null or provider_id = $4)
    )
    select exists (select from found) as known`,
    [organisationId, key, delivery, providerId, code, precedes(delivery)],
  );
  return rows[0]?.known ?? false;
}
