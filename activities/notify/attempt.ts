import type pg from 'pg';
import type { MessageRow } from '../../database/messages.ts';
import type { MessagePurpose } from '../../domain/policy/consent-words.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import type { Log } from '../log.ts';
import type { PolicyShelf } from '../policy-shelf.ts';
import type { Mailer, SmsGateway } from './gateways.ts';

export interface SendDeps {
  readonly pool: pg.Pool;
  readonly sms: SmsGateway;
  readonly mailer: Mailer;
  readonly policies: PolicyShelf;
  readonly log: Log;
  /** Where customers reach us, without a slash at its end; absent when they don't: then messages carry no links. */
  readonly publicUrl?: string | null;
}

/** One attempt at one message, and what it has to hand. */
export interface Attempt {
  readonly deps: SendDeps;
  readonly organisationId: OrganisationId;
  readonly nowMs: number;
  readonly row: MessageRow;
  /** What it is for: a customer may have said no to that. */
  readonly purpose: MessagePurpose;
}
