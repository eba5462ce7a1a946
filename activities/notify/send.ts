import { claimMessage, noteUnconfirmed, releaseMessage, settleMessage } from '../../database/message-attempts.ts';
import { outcomeOf } from '../../database/messages.ts';
import { optOut } from '../../database/opt-outs.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import { SECOND_MS } from '../../domain/shared/time.ts';
import { TryLater } from '../failures.ts';
import type { SendInput } from '../ports.ts';
import type { Attempt, SendDeps } from './attempt.ts';
import { type Courier, courierFor } from './courier.ts';
import { openDesk } from './desk.ts';
import type { SendResult } from './gateways.ts';
import { type Letter, writeLetter } from './letter.ts';
import { OPTED_OUT_CODE } from './provider-codes.ts';
import { recheck } from './recheck.ts';
import { reconcile } from './reconcile.ts';

/** Longer than any provider is waited for: an attempt that was given up may still be at it. */
const LEASE_MS = 12 * SECOND_MS;
/** A claim that another attempt holds is looked at again soon. */
const CLAIMED_ELSEWHERE_MS = 2 * SECOND_MS;
/** A provider's list may lag behind what it took, so an unconfirmed message is looked up a little later. */
const LOOK_UP_AFTER_MS = 5 * SECOND_MS;

/**
 * Sends a planned message, once: claimed in the ledger before the provider is called, and looked up at the provider
 * before any second call. Every repeat of a settled message gives its outcome. Throws `TryLater` when this attempt
 * could not end it: closed hours, a provider that took nothing, or nobody knows.
 */
export async function sendMessage(deps: SendDeps, input: SendInput, nowMs: number): Promise<MessageOutcome> {
  const { organisationId } = input.view;
  const desk = await openDesk(deps.pool, input);
  const row = desk.message;
  const settled = outcomeOf(row);
  if (settled) return settled;
  if (row.leasedForMs > 0) throw new TryLater('in-flight', row.leasedForMs);

  const attempt: Attempt = { deps, input, nowMs, row };
  const document = await deps.policies(organisationId, input.view.policyVersion);
  const letter = writeLetter(document, input, desk);
  if ('outcome' in letter) {
    // Without an address nobody can be asked whether an earlier attempt got through.
    return settle(attempt, row.state === 'claimed' ? { state: 'unknown' } : letter.outcome);
  }
  const courier = await courierFor(deps, document, input, letter, nowMs);
  if (row.state === 'claimed') {
    const found = await reconcile(attempt, letter, courier);
    if (found) return settle(attempt, found.outcome, found.providerId);
  }
  const verdict = recheck(document, input, desk, nowMs);
  switch (verdict.kind) {
    case 'suppress':
      return settle(attempt, { state: 'suppressed', code: verdict.code });
    case 'wait':
      throw new TryLater('outside-hours', verdict.forMs);
    case 'go':
      return submit(attempt, letter, courier);
    default:
      return assertNever(verdict);
  }
}

async function submit(attempt: Attempt, letter: Letter, courier: Courier): Promise<MessageOutcome> {
  const { deps, input, row } = attempt;
  const [organisationId, key] = [input.view.organisationId, input.intent.key];
  const seen = { state: row.state === 'claimed' ? row.state : 'planned', attempts: row.attempts } as const;
  const address = { channel: input.intent.channel, hash: letter.addressHash };
  const claim = await claimMessage(deps.pool, organisationId, key, seen, address, LEASE_MS);
  if (claim === 'opted-out') return settle(attempt, { state: 'suppressed', code: 'opted-out' });
  if (claim === 'elsewhere') throw new TryLater('claimed-elsewhere', CLAIMED_ELSEWHERE_MS);
  const result = await courier.submit();
  switch (result.kind) {
    case 'accepted':
      return settle(attempt, { state: 'sent' }, result.providerId);
    case 'not-sent':
      return notSent(attempt, letter, result);
    case 'unknown': {
      const times = await noteUnconfirmed(deps.pool, organisationId, key, result.code);
      deps.log.warn({ key, code: result.code, times }, 'Nobody knows whether a message was taken; it is looked up.');
      throw new TryLater('unconfirmed', LOOK_UP_AFTER_MS * Math.max(1, times));
    }
    default:
      return assertNever(result);
  }
}

async function notSent(
  attempt: Attempt,
  letter: Letter,
  result: Extract<SendResult, { kind: 'not-sent' }>,
): Promise<MessageOutcome> {
  const { deps, input } = attempt;
  const [organisationId, key] = [input.view.organisationId, input.intent.key];
  if (result.retry) {
    await releaseMessage(deps.pool, organisationId, key, result.code);
    throw new TryLater(result.code, result.retryAfterMs ?? null);
  }
  if (input.intent.channel === 'sms' && result.code === OPTED_OUT_CODE) {
    await optOut(deps.pool, organisationId, 'sms', letter.addressHash);
  }
  return settle(attempt, { state: 'refused', code: result.code });
}

async function settle(
  { deps, input, nowMs }: Attempt,
  outcome: MessageOutcome,
  providerId: string | null = null,
): Promise<MessageOutcome> {
  await settleMessage(deps.pool, input.view.organisationId, input.intent.key, outcome, {
    providerId,
    settledAtMs: nowMs,
  });
  return outcome;
}
