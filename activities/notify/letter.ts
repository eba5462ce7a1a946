import { createHash } from 'node:crypto';
import type pg from 'pg';
import { hashAddress } from '../../database/opt-outs.ts';
import { findOrganisation } from '../../database/organisations.ts';
import { readVault } from '../../database/vault.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import type { Facts } from '../../domain/case/facts.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { TryLater } from '../failures.ts';
import type { SendInput } from '../ports.ts';
import { isEmail, isPhone, plainName } from './plain-text.ts';
import { localeOf, type Rendered, renderMessage } from './render.ts';

/** A message with everything it takes to hand it over: it lives as long as the attempt does. */
export interface Letter {
  readonly address: string;
  readonly addressHash: string;
  readonly name: string;
  readonly senderName: string;
  readonly content: Rendered;
  /** Without angle brackets; the same at every attempt. */
  readonly messageId: string;
  /** The calendar entry of the case's visits. */
  readonly visitUid: string;
}

/** Writes a message, or says why it can never be sent. */
export async function writeLetter(
  pool: pg.Pool,
  document: PolicyDocument,
  { intent, view, facts }: SendInput,
): Promise<Letter | { readonly outcome: MessageOutcome }> {
  const organisation = await findOrganisation(pool, view.organisationId);
  if (!organisation) throw new TryLater('organisation-not-stored');
  const { channel, recipient } = intent;
  const customer = await readCustomer(pool, view.organisationId, facts);
  if (customer === 'erased') return { outcome: { state: 'suppressed', code: 'erased' } };

  const staff = recipient.kind === 'staff' ? document.people[recipient.personId] : undefined;
  const person = recipient.kind === 'customer' ? customer : staff;
  const address = channel === 'sms' ? person?.phone : person?.email;
  if (!person || !address) return { outcome: { state: 'suppressed', code: 'no-address' } };
  if (!(channel === 'sms' ? isPhone(address) : isEmail(address))) return refused('bad-address');

  const locale = localeOf(document, staff?.locale ?? view.locale);
  const content = renderMessage({
    document,
    intent,
    view,
    locale,
    customerName: customer.name,
    recipientName: person.name,
  });
  if ('fault' in content) return refused(content.fault);
  const domain = document.senders.mailFrom.split('@')[1] ?? 'localhost';
  return {
    address,
    addressHash: hashAddress(organisation, channel, address),
    name: plainName(person.name),
    senderName: plainName(document.organisation[locale]?.name ?? organisation.name),
    content,
    messageId: `${digest(view.organisationId, intent.key)}@${domain}`,
    visitUid: `${digest(view.organisationId, view.caseId)}@${domain}`,
  };
}

interface Customer {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

async function readCustomer(pool: pg.Pool, organisationId: string, facts: Facts): Promise<Customer | 'erased'> {
  const known = [facts['customer-name'], facts.phone, facts.email];
  const ids = known.flatMap((fact) => (fact !== undefined && 'vaultId' in fact ? [fact.vaultId] : []));
  const entries = await readVault(pool, organisationId, ids);
  if (Object.values(entries).some((entry) => entry.kind === 'erased')) return 'erased';
  const [name, phone, email] = known.map((fact) => {
    if (fact === undefined) return null;
    if ('value' in fact) return fact.value;
    const entry = entries[fact.vaultId];
    return entry?.kind === 'text' ? entry.content : null;
  });
  return { name: name ?? '', phone: phone?.trim() ?? null, email: email?.trim() ?? null };
}

function refused(code: string): { outcome: MessageOutcome } {
  return { outcome: { state: 'refused', code } };
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
