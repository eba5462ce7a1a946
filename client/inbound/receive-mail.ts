import type { InboxState } from '../../database/inbox.ts';
import { caseOfTag, mailName } from '../../database/mail-ids.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { isOwnSubject } from '../../domain/mail/subject.ts';
import { mailNamesIn, tagsIn } from '../../domain/mail/thread.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { consentCommandInMail } from '../../domain/reply/opt-out.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { type RefusedError, refused } from '../errors.ts';
import type { Start } from '../open.ts';
import type { Parts } from '../send.ts';
import { keepFiles } from './mail-files.ts';
import { MAIL_LONGEST_BYTES, type ReadMail, readMail } from './read-mail.ts';
import type { Reply } from './replies.ts';
import { takeReply } from './take-reply.ts';

/** What became of a mail. */
export interface ReceivedMail {
  /** Of the inbox; null for a mail that says nothing to anybody: one of ours, or a report on one of ours. */
  readonly id: string | null;
  readonly state: InboxState | 'ours' | 'report';
  readonly caseId: CaseId | null;
  /** So many of its files are of no kind that is kept, or too large, or too many. */
  readonly filesNotKept: number;
}

/** Hears who wrote before anything is kept; throws when they have written too much. */
export type Admit = (from: string) => void;

export interface MailIn {
  /**
   * Takes in one raw mail (RFC 5322) and tells its case; a report of a mail system moves the message that it is about. The
   * same mail again changes nothing. Throws `RefusedError` (`mail-too-large`, `mail-unreadable`, `unknown-organisation`)
   * and `UnavailableError` when it could not be kept.
   */
  receiveMail(organisationId: OrganisationId, raw: Uint8Array, admit?: Admit): Promise<ReceivedMail>;
}

export function createMailIn(parts: Parts, start: Start): MailIn {
  return {
    receiveMail: async (organisationId, raw, admit = () => {}) => {
      const document = await parts.organisations.activePolicy(organisationId);
      const { mailFrom, mailReplies = mailFrom } = document.senders;
      const mail = await readMail(raw, [mailFrom, mailReplies]);
      if ('fault' in mail) throw mail.fault === 'mail-too-large' ? tooLargeMail() : refused(refusal(mail.fault));
      if (mail.author === 'ourselves') return { id: null, state: 'ours', caseId: null, filesNotKept: 0 };
      admit(mail.from);
      const caseId = await caseOf(parts, organisationId, mail);
      const about = caseId === null ? null : await messageAnswered(parts, organisationId, caseId, mail);
      if (about !== null && (await reported(parts, organisationId, about, mail))) {
        return { id: null, state: 'report', caseId, filesNotKept: 0 };
      }
      return keep({ parts, start, organisationId, document }, mail, { caseId, about });
    },
  };
}

export function tooLargeMail(): RefusedError {
  return refused(refusal('mail-too-large', '', { longest: `${MAIL_LONGEST_BYTES / 1_024 / 1_024} MB` }));
}

async function caseOf({ store }: Parts, organisationId: OrganisationId, mail: ReadMail): Promise<CaseId | null> {
  const organisation = await store.findOrganisation(organisationId);
  if (organisation === null) return null;
  for (const tag of tagsIn(mail)) {
    const caseId = caseOfTag(organisation, tag);
    if (caseId !== null) return caseId;
  }
  return null;
}

/** Of one case; more mails than these are never written to a customer. */
const MESSAGES_LOOKED_THROUGH = 500;

/** The key of the message to the customer that a mail answers or reports on; its own name tells. */
async function messageAnswered(
  { store }: Parts,
  organisationId: OrganisationId,
  caseId: CaseId,
  mail: ReadMail,
): Promise<string | null> {
  const names = mailNamesIn(mail);
  if (names.length === 0) return null;
  const messages = await store.listMessages(organisationId, { caseId, limit: MESSAGES_LOOKED_THROUGH });
  const keys = new Map(messages.map(({ key }) => [mailName(organisationId, key), key]));
  return names.flatMap((name) => keys.get(name) ?? [])[0] ?? null;
}

/** Whether it was a report, and the message has it now. What is only late may still arrive. */
async function reported(
  { store }: Parts,
  organisationId: OrganisationId,
  key: string,
  { report, answers }: ReadMail,
): Promise<boolean> {
  if (report === null) return false;
  if (report.fate === 'delayed') return true;
  const id = answers.find((one) => one.startsWith(mailName(organisationId, key))) ?? '';
  const delivery = report.fate === 'failed' ? 'undelivered' : 'delivered';
  return store.recordDelivery(organisationId, { key, delivery, providerId: `<${id}>`, code: report.status });
}

interface Thread {
  readonly caseId: CaseId | null;
  readonly about: string | null;
}

interface Office {
  readonly parts: Parts;
  readonly start: Start;
  readonly organisationId: OrganisationId;
  readonly document: PolicyDocument;
}

async function keep(
  { parts, start, organisationId, document }: Office,
  mail: ReadMail,
  thread: Thread,
): Promise<ReceivedMail> {
  const writtenBy = mail.author === 'person' ? 'person' : 'program';
  const files = writtenBy === 'person' ? mail.files : [];
  const filesNotKept = await keepFiles(parts, organisationId, mail.messageId, thread.caseId, files);
  const reply: Reply = {
    channel: 'email',
    externalId: mail.messageId,
    from: mail.from,
    text: wordsOf(mail, document, thread),
    ...thread,
    writtenBy,
    providerFound: null,
    ...(filesNotKept > 0 ? { waitsBecause: 'files-not-kept' } : {}),
  };
  const { entry } = await takeReply(parts, start, organisationId, reply, null);
  return { id: entry.id, state: entry.state, caseId: entry.caseId, filesNotKept };
}

/** A mail that begins something says what in its subject; in an answer the subject is ours. */
function wordsOf({ text, subject }: ReadMail, { pinned }: PolicyDocument, { caseId }: Thread): string {
  if (text === '') return subject;
  const isWhole = caseId !== null || !isOwnSubject(subject) || consentCommandInMail(text, pinned.locales) !== null;
  return isWhole ? text : `${subject}\n\n${text}`;
}
