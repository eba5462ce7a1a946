import type { Transporter } from 'nodemailer';
import type { LookUp, Mail, Mailer, SendResult } from './gateways.ts';
import { fateOfMail } from './provider-codes.ts';

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** Answers `GET …?messageId=<…>` with a JSON list of the mails that were taken; null when nothing can be asked. */
  readonly lookUpUrl: string | null;
}

/** Shorter than an activity may take, so that a silent server is our finding and not a lost attempt. */
export const ANSWER_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 5_000;
const LOOK_UP_WITHIN_MS = 5_000;

/** Mail over SMTP by nodemailer, which is loaded with the first message. One connection a mail. */
export function createNodemailerMailer(settings: MailSettings, answerWithinMs = ANSWER_WITHIN_MS): Mailer {
  const submitted = new Set<string>();
  let loading: Promise<Transporter> | undefined;
  const transporter = (): Promise<Transporter> => {
    loading ??= connect(settings.url, answerWithinMs, (messageId) => submitted.add(messageId));
    return loading;
  };

  return {
    async send(mail: Mail): Promise<SendResult> {
      submitted.delete(angled(mail.messageId));
      try {
        const transport = await transporter();
        const signal = AbortSignal.timeout(answerWithinMs);
        await transport.sendMail({ ...messageOf(mail), signal });
        return { kind: 'accepted', providerId: angled(mail.messageId) };
      } catch (error) {
        const progress = submitted.has(angled(mail.messageId)) ? 'submitted' : 'not-submitted';
        return fateOfMail(codesOf(error), progress);
      } finally {
        submitted.delete(angled(mail.messageId));
      }
    },

    async lookUp(messageId): Promise<LookUp> {
      if (settings.lookUpUrl === null) return { kind: 'cannot-tell' };
      const url = new URL(settings.lookUpUrl);
      url.searchParams.set('messageId', angled(messageId));
      const answer = await fetch(url, { signal: AbortSignal.timeout(LOOK_UP_WITHIN_MS) });
      if (answer.status === 404) return { kind: 'absent' };
      if (!answer.ok) throw new Error(`The mail look-up answered ${answer.status}.`);
      const mails: unknown = await answer.json();
      if (!Array.isArray(mails)) throw new Error('The mail look-up did not answer with a list.');
      return mails.length === 0 ? { kind: 'absent' } : { kind: 'found', providerId: angled(messageId) };
    },
  };
}

async function connect(
  url: string,
  answerWithinMs: number,
  onSubmitted: (messageId: string) => void,
): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    dnsTimeout: CONNECT_WITHIN_MS,
    socketTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', ({ message }, done) => {
    const original = message.createReadStream.bind(message);
    // It is read only after the server agreed to DATA, and ends just before the final dot is written.
    message.createReadStream = (...args: Parameters<typeof original>) =>
      original(...args).once('end', () => onSubmitted(message.messageId()));
    done();
  });
  return transport;
}

function messageOf({ messageId, from, to, subject, text, html, attachments, replyTo, thread, ...rest }: Mail) {
  const { unsubscribeUrl, invite } = rest;
  return {
    messageId: angled(messageId),
    from,
    to: [to],
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    ...(attachments === undefined
      ? {}
      : { attachments: attachments.map(({ content, ...one }) => ({ ...one, content: Buffer.from(content) })) }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(thread === undefined ? {} : { references: [angled(thread)] }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(unsubscribeUrl === undefined
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(invite === null
      ? {}
      : { icalEvent: { method: invite.method, filename: 'visit.ics', content: invite.content } }),
  };
}

/** nodemailer's error holds the addresses and the server's words; only its codes go on. */
function codesOf(error: unknown): { code: string; reply: number | null } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return {
    code: typeof code === 'string' ? code : 'no-code',
    reply: typeof responseCode === 'number' ? responseCode : null,
  };
}

function angled(messageId: string): string {
  return `<${messageId}>`;
}
