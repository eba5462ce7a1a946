import type { OrganisationId } from '../../domain/shared/ids.ts';

/** What a provider did with a message, as far as anyone can tell. Codes are the provider's or the network's own. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'not-sent'; readonly code: string; readonly retry: boolean; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown'; readonly code: string };

/** What a look-up found of a message that may have been sent. `cannot-tell`: there is no way to ask. */
export type LookUp =
  | { readonly kind: 'found'; readonly providerId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot-tell' };

export interface Sms {
  readonly organisationId: OrganisationId;
  readonly key: string;
  /** The number or messaging service of the policy. */
  readonly from: string;
  /** E.164. */
  readonly to: string;
  readonly body: string;
}

export interface SmsGateway {
  /** Never rejects: whatever happens is one of the three results. */
  send(sms: Sms): Promise<SendResult>;
  /** Rejects when the provider can't be asked now. `notIds` belong to other messages. */
  lookUp(sms: Pick<Sms, 'to' | 'body'>, sinceMs: number, notIds: readonly string[]): Promise<LookUp>;
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface Mail {
  /** Without angle brackets; the same at every attempt. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** The same as `text` for programs that show pages. */
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** Where an answer goes, if not to `from`. */
  readonly replyTo?: string;
  /** Without angle brackets: what the mails of one case have in common, for programs that sort by conversation. */
  readonly thread?: string;
  /** Where a POST ends mail of this kind, without a question (RFC 8058). */
  readonly unsubscribeUrl?: string;
  readonly invite: Invite | null;
}

export interface Attachment {
  readonly filename: string;
  /** Such as `text/csv; charset=utf-8` or `application/pdf`. */
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

export interface Invite {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

export interface Mailer {
  /** Never rejects: whatever happens is one of the three results. */
  send(mail: Mail): Promise<SendResult>;
  /** Rejects when there is a place to ask and it does not answer now. */
  lookUp(messageId: string): Promise<LookUp>;
}
