import type { CaseView } from '../case/view.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { MessagePurpose } from '../policy/consent-words.ts';
import { DAY_MS, HOUR_MS } from '../shared/time.ts';
import { LINK_PURPOSES, type LinkClaim, type LinkPurpose } from './claim.ts';
import { currentSubject } from './subject.ts';

/** After so many days a link opens no longer, if what it is about is not over sooner. */
const VALID_DAYS: Readonly<Record<LinkPurpose, number>> = {
  appointment: 60,
  facts: 30,
  status: 90,
  quotation: 90,
  sign: 30,
  rate: 30,
  'follow-up': 30,
  'opt-out': 365,
};

/**
 * The links that a customer's message may hold, of a case as it was when the message was planned: the same at every
 * attempt, so that a message which may have been sent is found again by its text.
 */
export function offeredLinks(
  intent: Pick<MessageIntent, 'purpose' | 'params' | 'appointmentRevision'>,
  view: CaseView,
  meant: MessagePurpose,
  plannedAtMs: number,
): readonly LinkClaim[] {
  return LINK_PURPOSES.flatMap((purpose): LinkClaim[] => {
    const subject = subjectIn(purpose, intent, view, meant);
    return subject === null ? [] : [linkTo(view, purpose, subject, plannedAtMs)];
  });
}

/** A link that is made at `atMs`. */
export function linkTo(
  { organisationId, caseId }: Pick<CaseView, 'organisationId' | 'caseId'>,
  purpose: LinkPurpose,
  subject: string,
  atMs: number,
): LinkClaim {
  const expiresAtMs = Math.ceil((atMs + VALID_DAYS[purpose] * DAY_MS) / HOUR_MS) * HOUR_MS;
  return { organisationId, caseId, purpose, subject, expiresAtMs };
}

function subjectIn(
  link: LinkPurpose,
  { purpose, params, appointmentRevision }: Parameters<typeof offeredLinks>[0],
  view: CaseView,
  meant: MessagePurpose,
): string | null {
  switch (link) {
    case 'appointment':
      return appointmentRevision === null ? null : String(appointmentRevision);
    case 'facts':
    case 'status':
    case 'sign':
      return currentSubject(link, view);
    case 'quotation': {
      const item = view.items?.find(({ id }) => id === params.itemId);
      return item?.is === 'quotation' && item.step === 'sent' ? item.id : null;
    }
    case 'rate':
      return purpose === 'callback-asked' || purpose === 'callback-asked-again' ? String(view.round) : null;
    case 'follow-up':
      return purpose === 'follow-up-asked' ? `${view.round}-${params.day}` : null;
    case 'opt-out':
      return meant === 'service' ? null : meant;
  }
}
