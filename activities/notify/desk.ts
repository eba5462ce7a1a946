import type pg from 'pg';
import { type MessageRow, planMessage } from '../../database/messages.ts';
import type { Organisation } from '../../database/organisations.ts';
import { readSendDesk, type SendDesk } from '../../database/send-desk.ts';
import type { VaultId } from '../../domain/shared/ids.ts';
import { TryLater } from '../failures.ts';
import type { SendInput } from '../ports.ts';

/** What an attempt at a message knows, once the message is in the ledger. */
export interface Desk extends SendDesk {
  readonly message: MessageRow;
  readonly organisation: Organisation;
}

/** Where the customer's name and addresses lie. */
export const CONTACT_FACTS = ['customer-name', 'phone', 'email'] as const;

/** A message may come before the journal that plans it: then it is planned here. */
export async function openDesk(pool: pg.Pool, { intent, view, facts }: SendInput): Promise<Desk> {
  const { organisationId, caseId } = view;
  const request = { key: intent.key, caseId, vaultIds: CONTACT_FACTS.flatMap((name) => vaultIdOf(facts[name])) };
  const first = await readSendDesk(pool, organisationId, request);
  if (first.message === null) await planMessage(pool, organisationId, caseId, intent, view.atMs);
  const desk = first.message === null ? await readSendDesk(pool, organisationId, request) : first;
  const { message, organisation } = desk;
  if (organisation === null) throw new TryLater('organisation-not-stored');
  if (message === null) throw new TryLater('message-not-planned');
  return { ...desk, message, organisation };
}

function vaultIdOf(fact: SendInput['facts']['phone']): VaultId[] {
  return fact !== undefined && 'vaultId' in fact ? [fact.vaultId] : [];
}
