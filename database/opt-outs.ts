import { createHmac } from 'node:crypto';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Organisation } from './organisations.ts';
import type { Queryable } from './pool.ts';

/** How an address is known outside the vault: HMAC-SHA-256 under the organisation's key, in hexadecimal. */
export function hashAddress(organisation: Pick<Organisation, 'vaultKey'>, channel: Channel, address: string): string {
  const normal = channel === 'email' ? address.trim().toLowerCase() : address.replace(/[^+\d]/g, '');
  return createHmac('sha256', Buffer.from(organisation.vaultKey, 'hex')).update(`${channel}:${normal}`).digest('hex');
}

/** Records that an address wants nothing more on a channel; outlives the case and its erasure. */
export async function optOut(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
): Promise<void> {
  await db.query(
    'insert into opt_outs (organisation_id, channel, address_hash) values ($1, $2, $3) on conflict do nothing',
    [organisationId, channel, addressHash],
  );
}

/** Takes an opt-out back, as START does. */
export async function optIn(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
): Promise<void> {
  await db.query('delete from opt_outs where organisation_id = $1 and channel = $2 and address_hash = $3', [
    organisationId,
    channel,
    addressHash,
  ]);
}
