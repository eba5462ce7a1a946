import type { MessageRow } from '../../database/messages.ts';
import type { Mail } from '../mailbox.ts';
import type { SmsMessage } from '../sandbox/sms-message.ts';
import type { StackEnvironment } from '../stack.ts';
import type { Arrived } from './story.ts';

/** What really arrived at the mail server and the SMS provider, joined to the ledger by the provider's id. */
export async function arrivedMessages(
  { MAIL_LOOKUP_URL, TWILIO_API_URL }: StackEnvironment,
  ledger: readonly MessageRow[],
): Promise<readonly Arrived[]> {
  const [mails, texts] = await Promise.all([
    readJson<Mail[]>(MAIL_LOOKUP_URL ?? ''),
    readJson<SmsMessage[]>(`${TWILIO_API_URL}/sandbox/messages`),
  ]);
  return ledger
    .flatMap(({ key, channel, providerId, settledAtMs, plannedAtMs }): Arrived[] => {
      const common = { key, channel, atMs: settledAtMs ?? plannedAtMs };
      const mail = channel === 'email' ? mails.find(({ messageId }) => messageId === providerId) : undefined;
      const sms = channel === 'sms' ? texts.find(({ sid }) => sid === providerId) : undefined;
      if (mail !== undefined) {
        const { subject, text, calendar } = mail;
        return [{ ...common, to: mail.envelope.to.join(', '), subject, text, hasInvite: calendar !== undefined }];
      }
      return sms === undefined ? [] : [{ ...common, to: sms.to, subject: null, text: sms.body, hasInvite: false }];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** How many messages the sinks accepted in all, to see that none came twice. */
export async function acceptedCount({ MAIL_LOOKUP_URL, TWILIO_API_URL }: StackEnvironment): Promise<number> {
  const [mails, texts] = await Promise.all([
    readJson<unknown[]>(MAIL_LOOKUP_URL ?? ''),
    readJson<unknown[]>(`${TWILIO_API_URL}/sandbox/messages`),
  ]);
  return mails.length + texts.length;
}

async function readJson<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
}
