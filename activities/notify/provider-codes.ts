import type { SendResult } from './gateways.ts';

/**
 * What an answer means for the message: `retry`, it was surely not taken and may be tried again; `final`, it will never
 * be taken; `unknown`, it may have been taken; `by-progress`, `retry` until the whole message was handed over and
 * `unknown` from then on.
 */
export type Fate = 'retry' | 'final' | 'unknown' | 'by-progress';

/** Every answer that is known. Faults of our own account or settings are `retry`: nothing is wrong with the message. */
export const PROVIDER_CODES: Readonly<Record<'twilio' | 'http' | 'smtp' | 'mail', Readonly<Record<string, Fate>>>> = {
  twilio: {
    '10001': 'retry', // account is not active
    '20003': 'retry', // credentials
    '20005': 'retry', // account suspended
    '20006': 'retry', // access denied
    '20429': 'retry', // too many requests: not processed
    '20500': 'unknown',
    '20503': 'unknown',
    '21211': 'final', // no such recipient number
    '21212': 'final', // sender number of the policy
    '21214': 'final', // recipient can't be reached
    '21217': 'final', // number does not look valid
    '21408': 'final', // region not permitted
    '21601': 'final',
    '21602': 'final', // no body
    '21603': 'final', // no sender
    '21604': 'final', // no recipient
    '21606': 'final',
    '21607': 'final',
    '21608': 'final',
    '21609': 'retry', // our callback address
    '21610': 'final', // recipient opted out
    '21611': 'retry', // sender's queue is full
    '21612': 'final', // no route from this sender to this recipient
    '21614': 'final', // not a mobile number
    '21617': 'final', // body too long
    '30001': 'retry', // queue overflow
    '30002': 'retry', // account suspended
    '30003': 'final', // handset unreachable
    '30004': 'final', // blocked
    '30005': 'final', // unknown handset
    '30006': 'final', // landline
    '30007': 'final', // filtered
    '30008': 'unknown',
    '30022': 'retry', // carrier's rate limit
    '30034': 'final', // sender not registered
  },
  /** Under any HTTP provider: the request was not written, or nobody knows. */
  http: {
    ECONNREFUSED: 'retry',
    ENOTFOUND: 'retry',
    EAI_AGAIN: 'retry',
    EHOSTUNREACH: 'retry',
    ENETUNREACH: 'retry',
    CERT_HAS_EXPIRED: 'retry',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'retry',
    SELF_SIGNED_CERT_IN_CHAIN: 'retry',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'retry',
    ERR_TLS_CERT_ALTNAME_INVALID: 'retry',
    ECONNRESET: 'unknown',
    ECONNABORTED: 'unknown',
    ETIMEDOUT: 'unknown',
    EPIPE: 'unknown',
    'http-429': 'retry',
  },
  /** Replies of the server, whatever they answer. Others are `retry` from 400 on and `final` from 500 on. */
  smtp: {
    '421': 'retry',
    '450': 'retry',
    '451': 'retry',
    '452': 'retry',
    '503': 'retry', // bad sequence: the session was wrong, not the message
    '530': 'retry', // credentials
    '534': 'retry',
    '535': 'retry',
    '538': 'retry',
    '550': 'final',
    '551': 'final',
    '552': 'final',
    '553': 'final',
    '554': 'final',
  },
  /** nodemailer's own codes, when there was no reply. */
  mail: {
    ECONNECTION: 'by-progress',
    ESOCKET: 'by-progress',
    ETIMEDOUT: 'by-progress',
    EPROTOCOL: 'by-progress',
    ESTREAM: 'by-progress',
    EABORT: 'by-progress',
    EDNS: 'retry',
    ETLS: 'retry',
    EREQUIRETLS: 'retry',
    EAUTH: 'retry',
    ENOAUTH: 'retry',
    EOAUTH2: 'retry',
    EPROXY: 'retry',
    ECONFIG: 'retry',
    EMAXLIMIT: 'retry',
    EENVELOPE: 'final',
    EMESSAGE: 'final',
    EMAXRECIPIENTS: 'final',
  },
};

/** The recipient told the provider to stop: recorded as an opt-out of our own. */
export const OPTED_OUT_CODE = '21610';

/** An answer of Twilio's API: its own code if it gave one, and the HTTP status. */
export function fateOfTwilio(status: number, code: number | null): Exclude<SendResult, { kind: 'accepted' }> {
  const known = code === null ? undefined : PROVIDER_CODES.twilio[String(code)];
  const byStatus: Fate = status === 429 ? 'retry' : status >= 400 && status < 500 ? 'final' : 'unknown';
  return result(code === null ? `http-${status}` : String(code), known ?? byStatus);
}

/** A request that got no answer. A code that nobody knows may have come after the request was written. */
export function fateOfRequest(code: string): Exclude<SendResult, { kind: 'accepted' }> {
  return result(code, PROVIDER_CODES.http[code] ?? 'unknown');
}

/**
 * A failed hand-over of a mail. `submitted`: the whole message had been written, so that the server may have taken it
 * unless it replied otherwise.
 */
export function fateOfMail(
  error: { readonly code: string; readonly reply: number | null },
  submitted: 'submitted' | 'not-submitted',
): Exclude<SendResult, { kind: 'accepted' }> {
  if (error.reply !== null && error.reply >= 400) {
    return result(String(error.reply), PROVIDER_CODES.smtp[error.reply] ?? (error.reply < 500 ? 'retry' : 'final'));
  }
  const fate = PROVIDER_CODES.mail[error.code] ?? 'by-progress';
  if (fate === 'by-progress') return result(error.code, submitted === 'submitted' ? 'unknown' : 'retry');
  return result(error.code, fate);
}

function result(code: string, fate: Fate): Exclude<SendResult, { kind: 'accepted' }> {
  if (fate === 'retry' || fate === 'final') return { kind: 'not-sent', code, retry: fate === 'retry' };
  return { kind: 'unknown', code };
}
