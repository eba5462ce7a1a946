import { createHmac } from 'node:crypto';
import type { Principal } from '../../domain/access/principal.ts';
import type { CommandId } from '../../domain/shared/ids.ts';
import { canonicalJson } from '../canonical.ts';
import type { VaultKey } from '../fingerprint.ts';
import type { HttpDeps } from './deps.ts';
import { ProblemError } from './problem.ts';
import type { Reply } from './route.ts';

/** A change as its caller named it. */
export interface NamedChange {
  readonly principal: Principal;
  readonly key: string;
  /** What is asked, apart from who asks: method, address, body. */
  readonly asked: unknown;
}

const RETRY_AFTER_SECONDS = 1;

export function readIdempotencyKey(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new ProblemError('idempotency-key-missing');
  }
  return header;
}

/** The same caller's same key is the same command, whatever became of the answer that was kept. */
export function commandIdOf(vaultKey: VaultKey, { id }: Principal, key: string): CommandId {
  return `http-${createHmac('sha256', vaultKey).update(`command|${id}|${key}`).digest('hex').slice(0, 32)}`;
}

/**
 * Works on a change once: a repeat gets the first answer, another request under the same key is refused, and so is one
 * while the first is at work. What was refused is not kept: it changed nothing, and may be sent again when it is right.
 */
export async function once(
  { store }: Pick<HttpDeps, 'store'>,
  vaultKey: VaultKey,
  { principal, key, asked }: NamedChange,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const name = { organisationId: principal.organisationId, caller: principal.id, key };
  const fingerprint = createHmac('sha256', vaultKey).update(canonicalJson(asked)).digest('hex');
  const claim = await store.claimChange(name, fingerprint);
  switch (claim.kind) {
    case 'other':
      throw new ProblemError('idempotency-key-reused');
    case 'in-progress':
      throw new ProblemError('idempotency-key-in-use', { 'retry-after': String(RETRY_AFTER_SECONDS) });
    case 'answered': {
      const { status, headers, body } = claim.answer;
      return { status, headers: { ...headers, 'idempotency-replayed': 'true' }, ...(body === null ? {} : { body }) };
    }
    case 'claimed':
      break;
  }
  try {
    const reply = await work();
    const { status, headers = {}, body = null } = reply;
    // The case knows the command by its id, so an answer that could not be kept is given anew.
    await store.keepAnswer(name, { status, headers, body }).catch(() => undefined);
    return reply;
  } catch (error) {
    await store.giveUpChange(name).catch(() => undefined);
    throw error;
  }
}
