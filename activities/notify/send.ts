import { outcomeOf } from '../../database/messages.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import { purposeOfMessage } from '../../domain/consent/purpose.ts';
import { TryLater } from '../failures.ts';
import type { SendInput } from '../ports.ts';
import { attachmentsOf } from '../receipt/attachment.ts';
import type { Attempt, SendDeps } from './attempt.ts';
import { keepToBudget } from './budget.ts';
import { courierFor } from './courier.ts';
import { deliver, settle } from './deliver.ts';
import { openDesk } from './desk.ts';
import { writeLetter } from './letter.ts';
import { recheck } from './recheck.ts';

/**
 * Sends a planned message of a case, once (`deliver`). Every repeat of a settled message gives its outcome. Throws
 * `TryLater` when this attempt could not end it: closed hours, a provider that took nothing, or nobody knows.
 */
export async function sendMessage(deps: SendDeps, input: SendInput, nowMs: number): Promise<MessageOutcome> {
  const { organisationId } = input.view;
  const desk = await openDesk(deps.pool, input);
  const row = desk.message;
  const settled = outcomeOf(row);
  if (settled) return settled;
  if (row.leasedForMs > 0) throw new TryLater('in-flight', row.leasedForMs);

  const document = await deps.policies(organisationId, input.view.policyVersion);
  const purpose = purposeOfMessage(row, document.pinned);
  const attempt: Attempt = { deps, organisationId, nowMs, row, purpose };
  const letter = writeLetter(document, input, desk, deps.publicUrl ?? null);
  if ('outcome' in letter) {
    // Without an address nobody can be asked whether an earlier attempt got through.
    return settle(attempt, row.state === 'claimed' ? { state: 'unknown' } : letter.outcome);
  }
  const attachments = await attachmentsOf(deps.pool, document, input, letter);
  if ('fault' in attachments) {
    return settle(
      attempt,
      row.state === 'claimed' ? { state: 'unknown' } : { state: 'refused', code: attachments.fault },
    );
  }
  await keepToBudget(attempt, document.senders.smsADay);
  const courier = await courierFor(deps, document, input, letter, nowMs, attachments);
  return deliver(attempt, letter.addressHash, courier, () => recheck(document, input, desk, nowMs));
}
