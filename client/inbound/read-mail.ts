import { createHash } from 'node:crypto';
import type { Address, Attachment, Email } from 'postal-mime';
import { type Author, authorOf, type Headers } from '../../domain/mail/author.ts';
import { type DeliveryReport, deliveryReport } from '../../domain/mail/delivery-report.ts';
import { answered, messageIdsIn } from '../../domain/mail/message-ids.ts';
import { plainOfHtml } from '../../domain/mail/plain-of-html.ts';
import { withoutQuotes } from '../../domain/mail/quotes.ts';
import { mailboxOf } from '../../domain/mail/reply-address.ts';
import { isSoonRead } from './mail-bounds.ts';

/** The largest mail that is read: a few photos as phones take them, in base64. */
export const MAIL_LONGEST_BYTES = 25 * 1024 * 1024;
const HEADERS_LONGEST_BYTES = 256 * 1024;
const DEEPEST = 20;
/** Longer texts are pasted logs; what is cut off stays in the mail itself, at whoever sent it. */
const TEXT_LONGEST = 20_000;
/** Of a text that is searched for quotations. */
const SEARCHED_LONGEST = 200_000;
const SUBJECT_LONGEST = 300;

export interface MailFile {
  readonly name: string | null;
  readonly content: Uint8Array;
}

/** A mail as far as it concerns us. */
export interface ReadMail {
  /** Without angle brackets; made of the mail's bytes where it has none. The same for the same mail. */
  readonly messageId: string;
  readonly author: Author;
  /** In lower case; empty when the mail names nobody. */
  readonly from: string;
  /** Every address it says it went to, in lower case. */
  readonly to: readonly string[];
  /** Ids of mails it answers or reports on, the nearest first. */
  readonly answers: readonly string[];
  readonly subject: string;
  /** What was written anew; all of it where nothing tells what is quoted. Empty when there are no words. */
  readonly text: string;
  readonly files: readonly MailFile[];
  /** Of a mail system's report about a mail of ours. */
  readonly report: DeliveryReport | null;
}

/** Why bytes are no mail that we read. */
export type MailFault = 'mail-too-large' | 'mail-unreadable';

/** @param ours addresses that our own mail comes from */
export async function readMail(raw: Uint8Array, ours: readonly string[]): Promise<ReadMail | { fault: MailFault }> {
  if (raw.length > MAIL_LONGEST_BYTES) return { fault: 'mail-too-large' };
  const email = isSoonRead(raw) ? await parsed(raw) : null;
  if (email === null) return { fault: 'mail-unreadable' };
  const headers = headersOf(email);
  const from = addressOf(email.from) || addressOf(email.sender);
  const machineParts = email.attachments.filter(({ mimeType }) => REPORT_PARTS.test(mimeType));
  const subject = (email.subject ?? '').slice(0, SUBJECT_LONGEST);
  const author = authorOf({ headers, subject, from, ours: ours.map(mailboxOf).includes(mailboxOf(from)) });
  return {
    messageId: messageIdsIn(email.messageId ?? '')[0] ?? `${createHash('sha256').update(raw).digest('hex')}@raw`,
    author,
    from,
    to: recipientsOf(email, headers),
    answers: [...answered(email.inReplyTo ?? '', email.references ?? ''), ...machineParts.flatMap(reportedIds)],
    subject,
    text: wordsOf(email),
    files: email.attachments.filter((part) => !machineParts.includes(part)).flatMap(fileOf),
    report: author === 'report' ? reportIn(machineParts) : null,
  };
}

async function parsed(raw: Uint8Array): Promise<Email | null> {
  const { default: PostalMime } = await import('postal-mime');
  const limits = { maxNestingDepth: DEEPEST, maxHeadersSize: HEADERS_LONGEST_BYTES, forceRfc822Attachments: true };
  const email = await PostalMime.parse(raw, limits).catch(() => null);
  // Any bytes parse as something; a mail at least says who wrote it or whom it went to.
  return email !== null && (email.from || email.to || email.messageId || email.returnPath) ? email : null;
}

function headersOf(email: Email): Headers {
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers) headers.set(key, [...(headers.get(key) ?? []), value]);
  return headers;
}

function addressOf(address: Address | undefined): string {
  return addressesOf(address === undefined ? [] : [address])[0] ?? '';
}

function addressesOf(addresses: readonly Address[]): string[] {
  return addresses
    .flatMap((one) => (one.group === undefined ? [one.address] : one.group.map(({ address }) => address)))
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '');
}

/** Where mail systems on the way write whom they delivered it to. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];

function recipientsOf({ to = [], cc = [] }: Email, headers: Headers): string[] {
  const delivered = DELIVERED.flatMap((name) => headers.get(name) ?? []).map((value) =>
    value.replaceAll(/[<>\s]/g, '').toLowerCase(),
  );
  return [...new Set([...addressesOf(to), ...addressesOf(cc), ...delivered])];
}

function wordsOf({ text, html }: Email): string {
  const plain = (text ?? '').slice(0, SEARCHED_LONGEST);
  const whole = plain.trim() === '' ? plainOfHtml((html ?? '').slice(0, SEARCHED_LONGEST)) : plain.trim();
  return (withoutQuotes(whole) || whole).slice(0, TEXT_LONGEST);
}

/** Parts that are about a mail, not of it: reports, and what a report returns. */
const REPORT_PARTS = /^(message\/|text\/rfc822-headers)/;

function contentOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** A calendar's answer is no file of the customer's. */
function fileOf(part: Attachment): MailFile[] {
  return part.mimeType === 'text/calendar' ? [] : [{ name: part.filename, content: contentOf(part) }];
}

function reportIn(parts: readonly Attachment[]): DeliveryReport | null {
  const part = parts.find(({ mimeType }) => mimeType === 'message/delivery-status');
  return part === undefined ? null : deliveryReport(textOf(part));
}

/** The id of the mail that a report returns, or its headers. */
function reportedIds(part: Attachment): string[] {
  if (part.mimeType === 'message/delivery-status') return [];
  const [head = ''] = textOf(part).split(/\r?\n\r?\n/, 1);
  return messageIdsIn(/^message-id:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '');
}

function textOf(part: Attachment): string {
  return Buffer.from(contentOf(part)).toString('utf8').slice(0, SEARCHED_LONGEST);
}
