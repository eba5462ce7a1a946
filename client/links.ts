import { createHash } from 'node:crypto';
import { hashAddress } from '../database/consents.ts';
import { claimIn, isSigned, linkToken } from '../database/links.ts';
import { freeSlots } from '../domain/appointment/free-slots.ts';
import { expandCalendars } from '../domain/calendar/expand.ts';
import { merge } from '../domain/calendar/spans.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { LinkClaim } from '../domain/link/claim.ts';
import { linkTo } from '../domain/link/offered.ts';
import { currentSubject, type NamedLink } from '../domain/link/subject.ts';
import type { ConsentPurpose } from '../domain/policy/consent-words.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { CaseId, CommandId, OrganisationId } from '../domain/shared/ids.ts';
import { DAY_MS, type Span } from '../domain/shared/time.ts';
import { RefusedError, refused } from './errors.ts';
import type { Start } from './open.ts';
import { createReadings } from './readings.ts';
import { type Accepted, type Parts, sendCommand } from './send.ts';

/** A good link, and the case that it leads to. */
export interface LinkedCase {
  readonly token: string;
  readonly claim: LinkClaim;
  readonly view: CaseView;
  /** The policy of the case. */
  readonly document: PolicyDocument;
}

/** What customers reach by links. */
export interface Links {
  /**
   * The token of a link to what a case waits for now. Throws `RefusedError` (`unknown-case`, `nothing-to-link`).
   */
  caseLink(organisationId: OrganisationId, caseId: CaseId, purpose: NamedLink): Promise<string>;
  /** Null for every token that is not ours or no longer good, whatever is wrong with it. */
  linkedCase(token: string): Promise<LinkedCase | null>;
  /** Times that the visit could be moved to now. */
  freeTimes(linked: Pick<LinkedCase, 'view' | 'document'>): Promise<readonly Span[]>;
  /** Stops what the link is about, on every channel, at once; also after the case has closed. */
  optOut(linked: LinkedCase): Promise<void>;
  /** Whether the customer has used a link that can be used once. */
  isUsed(linked: LinkedCase): Promise<boolean>;
}

/** What is said by a link is one command, however often it is sent: another answer by the same link is none. */
export function commandOfLink(token: string, what = ''): CommandId {
  return `link-${createHash('sha256').update(`${token}\n${what}`).digest('hex').slice(0, 40)}`;
}

export function createLinks(parts: Parts, start: Start): Links {
  const { store, organisations } = parts;
  const readings = createReadings(parts);
  const nowMs = () => start.nowMs() + start.offsetMs;

  /** The organisation whose key a token would have to be signed with; one that nobody has for an unknown one. */
  async function keyOf(organisationId: OrganisationId | undefined): Promise<{ readonly vaultKey: string }> {
    const found = organisationId === undefined ? null : await store.findOrganisation(organisationId);
    return { vaultKey: found?.vaultKey ?? '00'.repeat(32) };
  }

  return {
    caseLink: async (organisationId, caseId, purpose) => {
      const { view } = await readings.showCase(organisationId, caseId);
      const subject = currentSubject(purpose, view);
      if (subject === null) throw refused(refusal('nothing-to-link', '', { value: purpose }));
      return linkToken(await keyOf(organisationId), linkTo(view, purpose, subject, nowMs()));
    },

    linkedCase: async (token) => {
      const claim = claimIn(token);
      const ours = isSigned(await keyOf(claim?.organisationId), token);
      if (claim === null || !ours || claim.expiresAtMs <= nowMs()) return null;
      const { organisationId, caseId } = claim;
      const shown = await readings.showCase(organisationId, caseId).catch(unlessUnknown);
      const document = shown && (await organisations.policy(organisationId, shown.view.policyVersion));
      return document ? { token, claim, view: shown.view, document } : null;
    },

    freeTimes: async ({ view, document: { calendars, zone, pinned } }) => {
      const { appointment, technicianId, crewIds = [], organisationId, caseId } = view;
      if (appointment === null) return [];
      const going = pinned.people.filter(({ id }) => id === technicianId || crewIds.includes(id));
      const now = nowMs();
      const untilMs = now + pinned.appointment.maxAheadMs + DAY_MS;
      const booking = going.filter(({ books = true }) => books).map(({ id }) => id);
      const busy = await store.busySpans(organisationId, booking, [now, untilMs], caseId);
      return freeSlots(pinned, {
        calendars: expandCalendars(calendars, zone, now, Math.ceil((untilMs - now) / DAY_MS)),
        people: going,
        busy: merge(busy),
        lengthMs: appointment.endMs - appointment.startMs,
        nowMs: now,
        standsAtMs: appointment.startMs,
      });
    },

    optOut: async (linked) => {
      const { claim, token } = linked;
      const { organisationId, caseId } = claim;
      const purpose = claim.subject as ConsentPurpose;
      const organisation = await keyOf(organisationId);
      // The ledger is asked before anything is sent, so the word holds from here on, whatever becomes of the command.
      for (const { name, entry } of await readings.personal(organisationId, caseId)) {
        const channel = name === 'phone' ? 'sms' : name === 'email' ? 'email' : null;
        if (channel === null || entry.kind !== 'text') continue;
        const addressHash = hashAddress(organisation, channel, entry.content.trim());
        const word = { channel, addressHash, purpose, consent: 'withdrawn', atMs: nowMs() } as const;
        await store.noteConsent(organisationId, word);
      }
      const body = { consent: 'withdrawn', purpose };
      const options = { by: { kind: 'customer' }, commandId: commandOfLink(token) } as const;
      await sendCommand(parts, organisationId, caseId, 'RecordConsent', body, options).catch(unlessClosed);
    },

    isUsed: async ({ claim: { organisationId, caseId }, token }) =>
      (await store.findReceipt(organisationId, caseId, commandOfLink(token))) !== null,
  };
}

function unlessUnknown(error: unknown): null {
  if (error instanceof RefusedError && error.refusals[0].code === 'unknown-case') return null;
  throw error;
}

/** A closed case writes to nobody by itself; the ledger speaks for the customer's other cases. */
function unlessClosed(error: unknown): Accepted | null {
  if (error instanceof RefusedError && error.refusals[0].code === 'case-closed') return null;
  throw error;
}
