import { createHmac } from 'node:crypto';
import type { SmsMessage } from './sms-message.ts';

const CALLBACK_WITHIN_MS = 5_000;

/** The provider's signature of a form post: HMAC-SHA1 over the URL and the sorted fields. */
export function signatureOf(authToken: string, url: string, fields: Record<string, string>): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name], url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}

/** Tells a status callback how a message is doing. Like the provider, it does not care for the answer. */
export async function callBack(
  url: string,
  authToken: string,
  message: SmsMessage,
  stopping: AbortSignal,
): Promise<void> {
  const fields: Record<string, string> = {
    AccountSid: message.account_sid,
    ApiVersion: message.api_version,
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    To: message.to,
    ...(message.from === null ? {} : { From: message.from }),
    ...(message.messaging_service_sid === null ? {} : { MessagingServiceSid: message.messaging_service_sid }),
    ...(message.error_code === null ? {} : { ErrorCode: String(message.error_code) }),
  };
  await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(authToken, url, fields) },
    body: new URLSearchParams(fields),
    redirect: 'manual',
    signal: AbortSignal.any([stopping, AbortSignal.timeout(CALLBACK_WITHIN_MS)]),
  }).then(
    (answer) => answer.arrayBuffer(),
    () => undefined,
  );
}
