import PostalMime, { type Address, type Attachment } from 'postal-mime';

export type MailAttachment = {
  filename: string | null;
  mimeType: string;
  /** Readable parts (calendar, plain text) as text, all others as base64. */
  text?: string;
  base64?: string;
};

/** A mail as a person or a test wants to look at it. */
export type ParsedMail = {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
  inReplyTo?: string;
  autoSubmitted?: string;
  /** All headers, names in lower case; of a repeated one the last. */
  headers: Record<string, string>;
  attachments: MailAttachment[];
  /** The text of the calendar part, when there is one. */
  calendar?: string;
};

function addressesOf(address: Address): string[] {
  return address.group === undefined ? [address.address ?? ''] : address.group.map((each) => each.address ?? '');
}

function readable(attachment: Attachment): MailAttachment {
  const { content, filename, mimeType } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  const isText = mimeType.startsWith('text/') || mimeType === 'application/ics';
  return { filename, mimeType, ...(isText ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') }) };
}

/** Parses a raw RFC 5322 message. */
export async function parseMail(raw: string): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw);
  const headers = Object.fromEntries(email.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const attachments = email.attachments.map(readable);
  const calendar = attachments.find((each) => each.mimeType === 'text/calendar' || each.mimeType === 'application/ics');
  const autoSubmitted = headers['auto-submitted'];
  return {
    from: email.from === undefined ? '' : (addressesOf(email.from)[0] ?? ''),
    to: (email.to ?? []).flatMap(addressesOf),
    subject: email.subject ?? '',
    text: email.text ?? '',
    ...(email.html === undefined ? {} : { html: email.html }),
    ...(email.messageId === undefined ? {} : { messageId: email.messageId }),
    ...(email.inReplyTo === undefined ? {} : { inReplyTo: email.inReplyTo }),
    ...(autoSubmitted === undefined ? {} : { autoSubmitted }),
    headers,
    attachments,
    ...(calendar?.text === undefined ? {} : { calendar: calendar.text }),
  };
}
