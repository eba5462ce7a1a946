import { hashAddress } from '../../database/consents.ts';
import type { InboxEntry } from '../../database/inbox.ts';
import type { Arrival } from '../../database/inbox-arrivals.ts';
import type { Organisation } from '../../database/organisations.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type Answer, answerText } from '../../domain/reply/answers.ts';
import { type ConsentCommand, consentCommandIn, consentCommandInMail } from '../../domain/reply/opt-out.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { refused } from '../errors.ts';
import { inboxIdOf, vaultIdOf } from '../fingerprint.ts';
import type { Start } from '../open.ts';
import { patience } from '../retry.ts';
import type { Parts } from '../send.ts';
import { deliverReply, REPLY_LEASE_MS } from './deliver-reply.ts';
import { otherTimesUrl } from './other-times.ts';
import type { Reply, TakenReply } from './replies.ts';

/** Providers wait for about fifteen seconds; what takes longer is told later. */
const TELL_WITHIN_MS = 8_000;

/**
 * Keeps a reply in one transaction, a word of consent among it, then tells its case. What came before is answered as it
 * was then and changes nothing.
 */
export async function takeReply(
  parts: Parts,
  start: Start,
  organisationId: OrganisationId,
  reply: Reply,
  publicUrl: string | null,
): Promise<TakenReply> {
  const { store, organisations } = parts;
  const document = await organisations.activePolicy(organisationId);
  const organisation = await store.findOrganisation(organisationId);
  if (organisation === null) throw refused(refusal('unknown-organisation', '', { organisationId }));
  const said = consentSaidIn(reply, document);
  // A mail is answered by its case alone: whoever waits at the other end may be a program.
  const answering = reply.channel === 'sms' && reply.providerFound === null ? 'aloud' : 'silent';
  const id = inboxIdOf(organisation.vaultKey, reply.channel, reply.externalId);
  const arrival: Arrival = {
    id,
    channel: reply.channel,
    addressHash: hashAddress(organisation, reply.channel, reply.from),
    writtenBy: reply.writtenBy,
    caseId: reply.caseId,
    about: reply.about ?? null,
    waitsBecause: reply.waitsBecause ?? null,
    meaning: said,
    words: said === null ? wordsOf(organisation.vaultKey, id, reply) : null,
    consent: said === 'stop' ? 'withdrawn' : said === 'start' ? 'given' : null,
    confirmation: answering === 'silent' ? null : said === 'stop' ? 'stopped' : 'started',
  };
  const { entry, came } = await store.receiveReply(organisationId, arrival, REPLY_LEASE_MS);
  const desk = { parts, organisation, document, publicUrl, nowMs: start.nowMs() + start.offsetMs };
  if (came === 'again') return told(desk, entry, came);
  const soon = patience(TELL_WITHIN_MS);
  const delivered = await deliverReply({ ...parts, patience: () => soon }, start, organisationId, entry, answering);
  return told(desk, delivered, came);
}

function consentSaidIn(
  { channel, text, writtenBy, providerFound }: Reply,
  { pinned }: PolicyDocument,
): ConsentCommand | null {
  if (writtenBy === 'program') return null;
  const read = channel === 'email' ? consentCommandInMail : consentCommandIn;
  return providerFound ?? read(text, pinned.locales);
}

function wordsOf(key: string, id: string, { text, from }: Reply): NonNullable<Arrival['words']> {
  const place = (what: string) => vaultIdOf(key, id, what, '');
  return { textId: place('/text'), text, addressId: place('/from'), address: from };
}

interface Desk {
  readonly parts: Parts;
  readonly organisation: Organisation;
  /** The policy that new cases are opened under. */
  readonly document: PolicyDocument;
  readonly publicUrl: string | null;
  readonly nowMs: number;
}

async function told(
  { parts, organisation, document, publicUrl, nowMs }: Desk,
  entry: InboxEntry,
  came: TakenReply['came'],
): Promise<TakenReply> {
  if (entry.answer === null) return { entry, came, answer: null };
  const said = entry.answer as Answer;
  const { defaultLocale } = document.pinned;
  const view = await caseOf(parts, organisation.id, entry);
  const own = view === null ? null : await parts.organisations.policy(organisation.id, view.policyVersion);
  const locale = view?.locale ?? defaultLocale;
  const { name, hotline } = (own ?? document).organisation[locale] ??
    document.organisation[defaultLocale] ?? { name: '', hotline: '' };
  const isToMove = said === 'another-time' && publicUrl !== null;
  const timesUrl = isToMove ? await otherTimesUrl(parts.store, organisation, entry.about, publicUrl, nowMs) : null;
  const values = { organisation: name, hotline, caseId: entry.caseId ?? '', timesUrl };
  return { entry, came, answer: answerText(said, locale, values) };
}

/** The case that its sender speaks of, or heard of last: it knows their language. */
async function caseOf({ store }: Parts, organisationId: OrganisationId, entry: InboxEntry): Promise<CaseView | null> {
  const { caseId, channel, addressHash, receivedAtMs } = entry;
  if (caseId !== null) return store.findCase(organisationId, caseId);
  if (addressHash === null) return null;
  const [last] = await store.writtenTo(organisationId, { channel, addressHash, caseId }, receivedAtMs);
  return last?.view ?? null;
}
