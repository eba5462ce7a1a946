import { createHmac } from 'node:crypto';
import type { ConsentWord } from '../domain/consent/withheld.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Organisation } from './organisations.ts';
import type { Queryable } from './pool.ts';

/** How an address is known outside the vault: HMAC-SHA-256 under the organisation's key, in hexadecimal. */
export function hashAddress(organisation: Pick<Organisation, 'vaultKey'>, channel: Channel, address: string): string {
  const normal = channel === 'email' ? address.trim().toLowerCase() : address.replace(/[^+\d]/g, '');
  return createHmac('sha256', Buffer.from(organisation.vaultKey, 'hex')).update(`${channel}:${normal}`).digest('hex');
}

/** A word about one address; `atMs` on the case's clock. */
export interface AddressWord extends Omit<ConsentWord, 'channel'> {
  readonly channel: Channel;
  readonly addressHash: string;
  readonly atMs: number;
}

/** Writes down what an address allows; outlives the case and its erasure. A word that was said earlier changes nothing. */
export async function noteConsent(
  db: Queryable,
  organisationId: OrganisationId,
  { channel, addressHash, purpose, consent, atMs }: AddressWord,
): Promise<void> {
  await db.query(
    `insert into consents (organisation_id, channel, address_hash, purpose, given, noted_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (organisation_id, channel, address_hash, purpose)
       do update set given = excluded.given, noted_at = excluded.noted_at where consents.noted_at <= excluded.noted_at`,
    [organisationId, channel, addressHash, purpose ?? 'all', consent === 'given', new Date(atMs)],
  );
}

/**
 * Whether the last word that covers a message was a no, as SQL over the parameters named. Of two words of one moment the
 * no counts.
 */
export const REFUSES = (organisationId: string, channel: string, addressHash: string, purpose: string): string => `
  select from (
    select given from consents
    where organisation_id = ${organisationId} and channel = ${channel} and address_hash = ${addressHash}
      and purpose in ('all', ${purpose})
    order by noted_at desc, given limit 1
  ) as last_word where not given`;
