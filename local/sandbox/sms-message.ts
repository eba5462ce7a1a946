import { randomBytes } from 'node:crypto';

export type SmsStatus = 'accepted' | 'queued' | 'sent' | 'delivered' | 'undelivered';

/** A message as the provider's API shows it (its own names and formats). */
export type SmsMessage = {
  sid: string;
  account_sid: string;
  api_version: '2010-04-01';
  body: string;
  to: string;
  from: string | null;
  messaging_service_sid: string | null;
  status: SmsStatus;
  direction: 'outbound-api';
  error_code: number | null;
  error_message: string | null;
  num_segments: string;
  num_media: '0';
  price: null;
  price_unit: 'USD';
  /** RFC 2822, as are the other two; whole seconds. */
  date_created: string;
  date_updated: string;
  date_sent: string | null;
  uri: string;
  subresource_uris: { media: string };
};

/** An error as the provider's API answers it. */
export type SmsError = { code: number; message: string; more_info: string; status: number };

const MESSAGES: Record<number, string> = {
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too many requests',
  20500: 'Internal server error',
  21211: "Invalid 'To' Phone Number",
  21602: 'Message body is required.',
  21603: "A 'From' phone number is required.",
  21604: "A 'To' phone number is required.",
  21610: 'Attempt to send to unsubscribed recipient',
};
const STATUS_OF: Record<number, number> = { 20003: 401, 20404: 404, 20429: 429, 20500: 500 };

/** The provider's error body for one of its codes; sending errors are HTTP 400. */
export function smsError(code: number): SmsError {
  const message = MESSAGES[code] ?? 'The message was refused.';
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: STATUS_OF[code] ?? 400 };
}

const rfc2822 = (atMs: number): string => new Date(atMs).toUTCString().replace('GMT', '+0000');

function segmentsOf(body: string): number {
  // Plain characters fit 160 to a message (153 when split), any other alphabet 70 (67).
  const plain = /^[\n\r -~£¥èéùìòÇØøÅåÄäÖöÑñÜüßÆæÉ§¿à¡€]*$/.test(body);
  const [single, split] = plain ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / split);
}

/** Checks a form as the provider does; gives the code of the first thing wrong with it. */
export function faultOf(form: URLSearchParams): number | undefined {
  const to = form.get('To') ?? '';
  if (to === '') return 21604;
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return 21211;
  if (!form.get('From') && !form.get('MessagingServiceSid')) return 21603;
  if (!form.get('Body')) return 21602;
  return undefined;
}

/** A message as it is right after it was taken: `accepted` with a messaging service, else `queued`. */
export function newMessage(form: URLSearchParams, accountSid: string, nowMs: number): SmsMessage {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  const body = form.get('Body') ?? '';
  const service = form.get('MessagingServiceSid');
  return {
    sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    body,
    to: form.get('To') ?? '',
    from: form.get('From'),
    messaging_service_sid: service,
    status: service === null ? 'queued' : 'accepted',
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    num_segments: String(segmentsOf(body)),
    num_media: '0',
    price: null,
    price_unit: 'USD',
    date_created: rfc2822(nowMs),
    date_updated: rfc2822(nowMs),
    date_sent: null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** The message with a later status. */
export function withStatus(message: SmsMessage, status: SmsStatus, nowMs: number): SmsMessage {
  const failure =
    status === 'undelivered' ? { error_code: 30003, error_message: 'Unreachable destination handset' } : {};
  const sent = status === 'sent' ? { date_sent: rfc2822(nowMs) } : {};
  return { ...message, status, date_updated: rfc2822(nowMs), ...sent, ...failure };
}
