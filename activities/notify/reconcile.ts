import { noteAbsent, noteUnconfirmed } from '../../database/message-attempts.ts';
import { knownProviderIds } from '../../database/messages.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import { SECOND_MS } from '../../domain/shared/time.ts';
import { TryLater } from '../failures.ts';
import type { Attempt } from './attempt.ts';
import type { Courier } from './courier.ts';
import type { LookUp } from './gateways.ts';

/** So many times in a row without an answer, and the message is `unknown`: a person must look. */
export const UNCONFIRMED_AT_MOST = 5;
const ASK_AGAIN_AFTER_MS = 5 * SECOND_MS;

/**
 * An earlier attempt claimed the message and did not settle it: asks the provider whether it has it. Gives the outcome,
 * or null when it is to be sent (again): it is surely not there, or nobody can tell and it must arrive at least once.
 */
export async function reconcile(
  attempt: Attempt,
  addressHash: string,
  courier: Courier,
): Promise<{ readonly outcome: MessageOutcome; readonly providerId: string | null } | null> {
  const { deps, organisationId, row } = attempt;
  const answer = await ask(attempt, addressHash, courier);
  switch (answer.kind) {
    case 'found':
      return { outcome: { state: 'sent' }, providerId: answer.providerId };
    case 'absent':
      await noteAbsent(deps.pool, organisationId, row.key);
      return null;
    case 'cannot-tell':
    case 'no-answer': {
      if (row.unconfirmed >= UNCONFIRMED_AT_MOST) return { outcome: { state: 'unknown' }, providerId: null };
      if (row.class === 'escalation') return null;
      if (answer.kind === 'cannot-tell') return { outcome: { state: 'unknown' }, providerId: null };
      const times = await noteUnconfirmed(deps.pool, organisationId, row.key, 'look-up-failed');
      throw new TryLater('unconfirmed', ASK_AGAIN_AFTER_MS * times);
    }
  }
}

async function ask(
  { deps, organisationId, row }: Attempt,
  addressHash: string,
  courier: Courier,
): Promise<LookUp | { kind: 'no-answer' }> {
  const taken = await knownProviderIds(deps.pool, organisationId, row.channel, addressHash);
  try {
    return await courier.lookUp(row.claimedAtMs ?? row.plannedAtMs, taken);
  } catch {
    deps.log.warn({ key: row.key }, 'The provider could not be asked about a message.');
    return { kind: 'no-answer' };
  }
}
