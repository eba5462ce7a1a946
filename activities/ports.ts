import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import type { EngineCommand, MessageOutcome } from '../domain/case/commands.ts';
import type { Effect } from '../domain/case/effects.ts';
import type { Facts } from '../domain/case/facts.ts';
import type { JournalBatch, JournalEntries } from '../domain/case/journal.ts';
import type { LinkedCaseAnswer, LinkedCaseRequest } from '../domain/case/linked-case.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { ConsentNote } from '../domain/consent/note.ts';
import type { CaseRequest, CaseRequestAnswer } from '../domain/inward/case-request.ts';
import type { MessageIntent } from '../domain/notice/intent.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { ChargeLine } from '../domain/pricing/charge-lines.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Money } from '../domain/shared/money.ts';

export interface CaseRef {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
}

export interface SendInput {
  readonly intent: MessageIntent;
  /** The case when the message was planned. */
  readonly view: CaseView;
  /** Where the customer's name and addresses lie in the vault. */
  readonly facts: Facts;
  /** The case's clock: now = scheduled time of the activity + offset. */
  readonly clockOffsetMs: number;
}

/** A message in which a batch for the journal rides. The message is in the batch, under its key. */
export interface RidingSend extends Omit<SendInput, 'intent' | 'view'> {
  readonly key: string;
  readonly batch: JournalEntries;
  /** Done in order once the batch is in, before the message is tried. */
  readonly asks: readonly Ask[];
}

export interface RideAnswer {
  /** `later`: the batch is in, the message is not settled yet and must be sent by itself after that time. */
  readonly outcome: MessageOutcome | { readonly state: 'later'; readonly afterMs: number };
  readonly results: readonly EngineCommand[];
}

/** What a case asks of its database besides its journal. */
export type Ask =
  | Exclude<Effect, { kind: 'send' } | { kind: 'measure-load' } | { kind: 'open-case' }>
  | { readonly kind: 'measure-load'; readonly personIds: readonly PersonId[] };

export interface RecordRequest {
  readonly batch: JournalEntries;
  /** Done in order once the batch is in. */
  readonly asks: readonly Ask[];
}

export interface SlotRequest extends CaseRef {
  readonly technicianId: PersonId;
  readonly crewIds?: readonly PersonId[];
  readonly revision: number;
  readonly startMs: number;
  readonly endMs: number;
}

export interface ReceiptRequest extends CaseRef {
  readonly receiptId: string;
  readonly money: Money;
  readonly lines: readonly ChargeLine[];
  readonly receivedAtMs: number;
}

export interface CalendarRequest {
  readonly organisationId: OrganisationId;
  readonly policyVersion: string;
  readonly fromMs: number;
  readonly days: number;
}

/** What a case asks of the world, on the queue of cases. Every one may be repeated without harm. */
export interface CaseActivities {
  /** Commits and answers what is asked. Retried without limit; cannot fail on a business rule. */
  record(request: RecordRequest): Promise<readonly EngineCommand[]>;
  /** Of runs that began before batches rode with messages, like the five after it. */
  commitJournal(batch: JournalBatch): Promise<void>;
  /** Open cases of each person, this case left out. */
  measureLoad(request: CaseRef & { readonly personIds: readonly PersonId[] }): Promise<Record<PersonId, number>>;
  /** Replaces the case's earlier revisions when it succeeds; `taken` changes nothing. */
  reserveSlot(request: SlotRequest): Promise<'reserved' | 'taken'>;
  /** Frees the case's time up to this revision of its appointment. */
  releaseSlots(request: CaseRef & { readonly revision: number }): Promise<void>;
  noteConsent(request: CaseRef & { readonly note: ConsentNote }): Promise<void>;
  /** The number of the receipt in the organisation's row; the same for every repeat. */
  issueReceipt(request: ReceiptRequest): Promise<number>;
  expandCalendars(request: CalendarRequest): Promise<ExpandedCalendars>;
  /** Files the closed case with all that was recorded. */
  archiveCase(request: CaseRef): Promise<void>;
  openLinkedCase(request: LinkedCaseRequest): Promise<LinkedCaseAnswer>;
  openRequestedCase(request: CaseRequest): Promise<CaseRequestAnswer>;
  /** Cancels the run that asks: the server lets no workflow cancel itself. */
  cancelUnopened(): Promise<void>;
}

/** Each provider has a queue of its own, so a slow one delays nobody else. */
export interface SmsActivities {
  recordAndSendSms(input: RidingSend): Promise<RideAnswer>;
  sendSms(input: SendInput): Promise<MessageOutcome>;
}
export interface EmailActivities {
  recordAndSendEmail(input: RidingSend): Promise<RideAnswer>;
  sendEmail(input: SendInput): Promise<MessageOutcome>;
}
