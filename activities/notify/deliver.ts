import { noteConsent } from '../../database/consents.ts';
import { claimMessage, noteUnconfirmed, releaseMessage, settleMessage } from '../../database/message-attempts.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import { SECOND_MS } from '../../domain/shared/time.ts';
import { TryLater } from '../failures.ts';
import type { Attempt } from './attempt.ts';
import type { Courier } from './courier.ts';
import type { SendResult } from './gateways.ts';
import { OPTED_OUT_CODE } from './provider-codes.ts';
import type { Verdict } from './recheck.ts';
import { reconcile } from './reconcile.ts';

/** Longer than any provider is waited for: an attempt that was given up may still be at it. */
const LEASE_MS = 12 * SECOND_MS;
/** A claim that another attempt holds is looked at again soon. */
const CLAIMED_ELSEWHERE_MS = 2 * SECOND_MS;
/** A provider's list may lag behind what it took, so an unconfirmed message is looked up a little later. */
const LOOK_UP_AFTER_MS = 5 * SECOND_MS;

/**
 * Hands a message over, once: claimed in the ledger before the provider is called, and looked up at the provider before
 * any second call. `verdict` is asked last. Throws `TryLater` when this attempt could not end it.
 */
export async function deliver(
  attempt: Attempt,
  addressHash: string,
  courier: Courier,
  verdict: () => Verdict,
): Promise<MessageOutcome> {
  if (attempt.row.state === 'claimed') {
    const found = await reconcile(attempt, addressHash, courier);
    if (found) return settle(attempt, found.outcome, found.providerId);
  }
  const allowed = verdict();
  switch (allowed.kind) {
    case 'suppress':
      return settle(attempt, { state: 'suppressed', code: allowed.code });
    case 'wait':
      throw new TryLater('outside-hours', allowed.forMs);
    case 'go':
      return submit(attempt, addressHash, courier);
    default:
      return assertNever(allowed);
  }
}

async function submit(attempt: Attempt, addressHash: string, courier: Courier): Promise<MessageOutcome> {
  const { deps, organisationId, row } = attempt;
  const seen = { state: row.state === 'claimed' ? row.state : 'planned', attempts: row.attempts } as const;
  const address = { channel: row.channel, hash: addressHash, purpose: attempt.purpose };
  const claim = await claimMessage(deps.pool, organisationId, row.key, seen, address, LEASE_MS);
  if (claim === 'opted-out') return settle(attempt, { state: 'suppressed', code: 'opted-out' });
  if (claim === 'elsewhere') throw new TryLater('claimed-elsewhere', CLAIMED_ELSEWHERE_MS);
  const result = await courier.submit();
  switch (result.kind) {
    case 'accepted':
      return settle(attempt, { state: 'sent' }, result.providerId);
    case 'not-sent':
      return notSent(attempt, addressHash, result);
    case 'unknown': {
      const times = await noteUnconfirmed(deps.pool, organisationId, row.key, result.code);
      deps.log.warn(
        { key: row.key, code: result.code, times },
        'Nobody knows whether a message was taken; it is looked up.',
      );
      throw new TryLater('unconfirmed', LOOK_UP_AFTER_MS * Math.max(1, times));
    }
    default:
      return assertNever(result);
  }
}

async function notSent(
  attempt: Attempt,
  addressHash: string,
  result: Extract<SendResult, { kind: 'not-sent' }>,
): Promise<MessageOutcome> {
  const { deps, organisationId, row, nowMs } = attempt;
  if (result.retry) {
    await releaseMessage(deps.pool, organisationId, row.key, result.code);
    throw new TryLater(result.code, result.retryAfterMs ?? null);
  }
  if (row.channel === 'sms' && result.code === OPTED_OUT_CODE) {
    const word = { channel: row.channel, purpose: null, consent: 'withdrawn' } as const;
    await noteConsent(deps.pool, organisationId, { ...word, addressHash, atMs: nowMs });
  }
  return settle(attempt, { state: 'refused', code: result.code });
}

export async function settle(
  { deps, organisationId, nowMs, row }: Attempt,
  outcome: MessageOutcome,
  providerId: string | null = null,
): Promise<MessageOutcome> {
  await settleMessage(deps.pool, organisationId, row.key, outcome, { providerId, settledAtMs: nowMs });
  return outcome;
}
