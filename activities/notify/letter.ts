import { hashAddress } from '../../database/consents.ts';
import { dayToken } from '../../database/day-links.ts';
import { linkToken } from '../../database/links.ts';
import { mailName, replyTag } from '../../database/mail-ids.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import type { Facts } from '../../domain/case/facts.ts';
import { purposeOfMessage } from '../../domain/consent/purpose.ts';
import { offeredDay } from '../../domain/day/offered.ts';
import { offeredLinks } from '../../domain/link/offered.ts';
import { taggedAddress } from '../../domain/mail/reply-address.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { SendInput } from '../ports.ts';
import { CONTACT_FACTS, type Desk } from './desk.ts';
import { isEmail, isPhone, plainName } from './plain-text.ts';
import { type Links, localeOf, type Rendered, renderMessage } from './render.ts';

/** A message with everything it takes to hand it over: it lives as long as the attempt does. */
export interface Letter {
  readonly address: string;
  readonly addressHash: string;
  readonly name: string;
  readonly senderName: string;
  /** In which it is written. */
  readonly locale: string;
  readonly content: Rendered;
  /** Where a customer can do what; none for staff. */
  readonly links: Links;
  /** Without angle brackets; the same at every attempt. */
  readonly messageId: string;
  /** The calendar entry of the case's visits. */
  readonly visitUid: string;
  /** By what a customer's answer finds the case; null for staff. */
  readonly thread: Thread | null;
}

export interface Thread {
  /** Without angle brackets; in every mail of the case. */
  readonly id: string;
  /** The case's own address; null where the policy has no mailbox for answers. */
  readonly replyTo: string | null;
}

/** Writes a message, or says why it can never be sent. `publicUrl` is where people reach us, null when they don't. */
export function writeLetter(
  document: PolicyDocument,
  input: SendInput,
  desk: Desk,
  publicUrl: string | null,
): Letter | { readonly outcome: MessageOutcome } {
  const { intent, view, facts } = input;
  const { organisation, texts } = desk;
  const { channel, recipient } = intent;
  const customer = customerOf(facts, texts);
  if (customer === 'erased') return { outcome: { state: 'suppressed', code: 'erased' } };

  const staff = recipient.kind === 'staff' ? document.people[recipient.personId] : undefined;
  const person = recipient.kind === 'customer' ? customer : staff;
  const address = channel === 'sms' ? person?.phone : person?.email;
  if (!person || !address) return { outcome: { state: 'suppressed', code: 'no-address' } };
  if (!(channel === 'sms' ? isPhone(address) : isEmail(address))) return refused('bad-address');

  const locale = localeOf(document, staff?.locale ?? view.locale);
  const links = publicUrl === null ? {} : linksIn(input, document, desk, publicUrl);
  const content = renderMessage({
    document,
    intent,
    view,
    locale,
    customerName: customer.name,
    recipientName: person.name,
    links,
    ...parcelOf(intent, texts),
  });
  if ('fault' in content) return refused(content.fault);
  const { mailFrom, mailReplies } = document.senders;
  const domain = mailFrom.split('@')[1] ?? 'localhost';
  const tag = replyTag(organisation, view.caseId);
  const name = mailName(view.organisationId, intent.key);
  const isCustomers = recipient.kind === 'customer';
  return {
    address,
    addressHash: hashAddress(organisation, channel, address),
    name: plainName(person.name),
    senderName: plainName(document.organisation[locale]?.name ?? organisation.name),
    locale,
    content,
    links,
    messageId: isCustomers ? `${name}.${tag}@${domain}` : `${name}@${domain}`,
    visitUid: `${mailName(view.organisationId, view.caseId)}@${domain}`,
    thread: isCustomers
      ? { id: `${tag}@${domain}`, replyTo: mailReplies === undefined ? null : taggedAddress(mailReplies, tag) }
      : null,
  };
}

/** Made of when the message was planned and of what it is about, not of when it is tried. */
function linksIn(
  { intent, view }: SendInput,
  document: PolicyDocument,
  { organisation, message }: Desk,
  publicUrl: string,
): Links {
  if (intent.recipient.kind === 'staff') {
    const claim = offeredDay(view, intent.recipient.personId, document);
    return claim === null ? {} : { day: `${publicUrl}/day/${dayToken(organisation, claim)}` };
  }
  const claims = offeredLinks(intent, view, purposeOfMessage(intent, document.pinned), message.plannedAtMs);
  return Object.fromEntries(claims.map((claim) => [claim.purpose, `${publicUrl}/l/${linkToken(organisation, claim)}`]));
}

/** The courier's number, where the message is about a parcel. */
function parcelOf({ parcelId }: SendInput['intent'], texts: Desk['texts']): { parcel?: string } {
  const entry = parcelId === undefined ? undefined : texts[parcelId];
  return entry?.kind === 'text' ? { parcel: entry.content } : {};
}

interface Customer {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

function customerOf(facts: Facts, texts: Desk['texts']): Customer | 'erased' {
  if (Object.values(texts).some((entry) => entry.kind === 'erased')) return 'erased';
  const [name, phone, email] = CONTACT_FACTS.map((fact) => {
    const known = facts[fact];
    if (known === undefined) return null;
    if ('value' in known) return known.value;
    const entry = texts[known.vaultId];
    return entry?.kind === 'text' ? entry.content : null;
  });
  return { name: name ?? '', phone: phone?.trim() ?? null, email: email?.trim() ?? null };
}

function refused(code: string): { outcome: MessageOutcome } {
  return { outcome: { state: 'refused', code } };
}
