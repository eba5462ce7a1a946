import type pg from 'pg';
import { type MessageRow, planMessage } from '../../database/messages.ts';
import type { Organisation } from '../../database/organisations.ts';
import { readSendDesk, type SendDesk } from '../../database/send-desk.ts';
import type { CaseId, OrganisationId, VaultId } from '../../domain/shared/ids.ts';
import { TryLater } from '../failures.ts';
import type { SendInput } from '../ports.ts';

/** What an attempt at a message knows, once the message is in the ledger. */
export interface Desk extends SendDesk {
  readonly message: MessageRow;
  readonly organisation: Organisation;
}

/** Where the customer's name and addresses lie. */
export const CONTACT_FACTS = ['customer-name', 'phone', 'email'] as const;

export interface PlannedRow {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly vaultIds: readonly VaultId[];
  readonly intent: Parameters<typeof planMessage>[3];
  readonly plannedAtMs: number;
}

/** A message may come before the journal that plans it: then it is planned here. */
export async function openDesk(pool: pg.Pool, { intent, view, facts }: SendInput): Promise<Desk> {
  const { organisationId, caseId } = view;
  const parcel = intent.parcelId === undefined ? [] : [intent.parcelId];
  const vaultIds = [...CONTACT_FACTS.flatMap((name) => vaultIdOf(facts[name])), ...parcel];
  return openRow(pool, { organisationId, caseId, vaultIds, intent, plannedAtMs: view.atMs });
}

/** A message in the ledger, of a case or not, with what is known around it; planned if it is not there yet. */
export async function openRow(pool: pg.Pool, planned: PlannedRow): Promise<Desk> {
  const { organisationId, caseId, vaultIds, intent, plannedAtMs } = planned;
  const request = { key: intent.key, caseId, vaultIds };
  const first = await readSendDesk(pool, organisationId, request);
  if (first.message === null) await planMessage(pool, organisationId, caseId, intent, plannedAtMs);
  const desk = first.message === null ? await readSendDesk(pool, organisationId, request) : first;
  const { message, organisation } = desk;
  if (organisation === null) throw new TryLater('organisation-not-stored');
  if (message === null) throw new TryLater('message-not-planned');
  return { ...desk, message, organisation };
}

function vaultIdOf(fact: SendInput['facts']['phone']): VaultId[] {
  return fact !== undefined && 'vaultId' in fact ? [fact.vaultId] : [];
}
