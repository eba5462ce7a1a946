import type { MessageOutcome } from '../domain/case/commands.ts';
import type { MessagePurpose } from '../domain/policy/consent-words.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { REFUSES } from './consents.ts';
import type { Queryable } from './pool.ts';

/**
 * Takes a message for a provider call, before the call: from here on the provider may have it. The call must be over
 * within `leaseMs`. Nobody who said no to it is written to, however shortly before. `elsewhere` when the message was not in
 * the state it was read in: another attempt was faster, and this one must read it again.
 */
export async function claimMessage(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
  seen: { readonly state: 'planned' | 'claimed'; readonly attempts: number },
  address: { readonly channel: Channel; readonly hash: string; readonly purpose: MessagePurpose },
  leaseMs: number,
): Promise<'claimed' | 'opted-out' | 'elsewhere'> {
  // The first claim's time stays over repeats: a look-up must reach back to the earliest call that may have worked.
  const { rows } = await db.query<{ optedOut: boolean; claimed: boolean }>({
    name: 'claim-message',
    text: `with opted_out as (${REFUSES('$1', '$7', '$5', '$8')}), claimed as (
      update messages set state = 'claimed', attempts = attempts + 1, claimed_at = coalesce(claimed_at, now()),
        address_hash = $5, leased_until = now() + $6 * interval '1 millisecond'
      where organisation_id = $1 and key = $2 and state = $3 and attempts = $4 and not exists (select from opted_out)
      returning key
    )
    select exists (select from opted_out) as "optedOut", exists (select from claimed) as claimed`,
    values: [organisationId, key, seen.state, seen.attempts, address.hash, leaseMs, address.channel, address.purpose],
  });
  if (rows[0]?.optedOut) return 'opted-out';
  return rows[0]?.claimed ? 'claimed' : 'elsewhere';
}

/** The provider surely did not take it: it is planned again. */
export async function releaseMessage(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
  code: string,
): Promise<void> {
  await db.query(
    `update messages set state = 'planned', claimed_at = null, leased_until = null, unconfirmed = 0, last_error = $3
     where organisation_id = $1 and key = $2 and state = 'claimed'`,
    [organisationId, key, code],
  );
}

/** Nobody knows whether the provider took it: it stays claimed. How many times in a row that has happened. */
export async function noteUnconfirmed(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
  code: string,
): Promise<number> {
  const { rows } = await db.query<{ unconfirmed: number }>(
    `update messages set unconfirmed = unconfirmed + 1, leased_until = null, last_error = $3
     where organisation_id = $1 and key = $2 and state = 'claimed' returning unconfirmed`,
    [organisationId, key, code],
  );
  return rows[0]?.unconfirmed ?? 0;
}

/** A look-up proved that no attempt so far reached the provider; counting starts again. */
export async function noteAbsent(db: Queryable, organisationId: OrganisationId, key: string): Promise<void> {
  await db.query(`update messages set unconfirmed = 0 where organisation_id = $1 and key = $2 and state = 'claimed'`, [
    organisationId,
    key,
  ]);
}

/**
 * Ends a message. What is settled stays settled, except that proof of a delivery ends `unknown`.
 * @param settledAtMs on the case's clock
 */
export async function settleMessage(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
  outcome: MessageOutcome,
  { providerId = null, settledAtMs }: { readonly providerId?: string | null; readonly settledAtMs: number },
): Promise<void> {
  const code = outcome.state === 'refused' || outcome.state === 'suppressed' ? outcome.code : null;
  await db.query(
    `update messages set state = $3, code = $4, provider_id = coalesce($5, provider_id), settled_at = $6,
       leased_until = null, sent_in = case when $3 = 'sent' then pg_current_xact_id() end
     where organisation_id = $1 and key = $2
       and (state in ('planned', 'claimed') or (state = 'unknown' and $3 = 'sent'))`,
    [organisationId, key, outcome.state, code, providerId, new Date(settledAtMs)],
  );
}
