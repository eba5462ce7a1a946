import type { PersonId } from '../policy/pinned.ts';
import type {
  CaseKind,
  Damage,
  FaultCause,
  Finding,
  Grade,
  ReportResult,
  Tier,
  Urgency,
  Way,
} from '../policy/vocabulary.ts';
import type { CaseId, CommandId, VaultId } from '../shared/ids.ts';
import type { UnitMemory, UnitRepair } from '../warranty/unit.ts';
import { CARE_COMMANDS, type CareBodies } from './commands/care.ts';
import { CONSENT_COMMANDS, type ConsentBodies } from './commands/consent.ts';
import { ITEM_COMMANDS, type ItemBodies } from './commands/items.ts';
import { VISIT_COMMANDS, type VisitBodies } from './commands/visit.ts';
import type { LinkedCase } from './events/care.ts';
import type { Facts, IntakeChannel } from './facts.ts';

export type Actor =
  | { readonly kind: 'customer' }
  | { readonly kind: 'staff'; readonly personId: PersonId }
  | { readonly kind: 'back-office'; readonly system: string }
  | { readonly kind: 'engine' };

/** What every command from outside carries. */
export interface CommandEnvelope {
  readonly id: CommandId;
  /** Keyed hash of the body as it was sent: tells a repeat from a reuse of the id. */
  readonly fingerprint: string;
  readonly by: Actor;
  /** When it took effect, if earlier than now; null means now. */
  readonly effectiveAtMs: number | null;
  /** Only if the case's ledger still ends there; absent where it does not matter. */
  readonly ifSeq?: number;
}

export const HOLD_REASONS = ['customer-away', 'waiting-for-parts', 'customer-request', 'other'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const MOVE_REASONS = ['customer-request', 'technician-unavailable', 'parts-missing', 'other'] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

export const OPINIONS = ['satisfied', 'partly-satisfied', 'dissatisfied'] as const;
export type Opinion = (typeof OPINIONS)[number];

export const FOLLOW_UP_ANSWERS = ['fine', 'question', 'problem'] as const;
export type FollowUpAnswer = (typeof FOLLOW_UP_ANSWERS)[number];

/** How somebody spoke or wrote to the customer, or the customer to us. */
export const CONTACT_CHANNELS = ['phone', 'sms', 'email', 'chat', 'video', 'letter', 'in-person'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const MANUAL_OUTCOMES = ['withdrawn', 'duplicate', 'not-serviceable', 'answered'] as const;
export type ManualOutcome = (typeof MANUAL_OUTCOMES)[number];

export interface UsedItem {
  readonly code: string;
  readonly quantity: number;
  /** What one of it costs on the market, where the list has no price (S1b); absent otherwise. */
  readonly priceMinor?: number | undefined;
}

/** The body of each command; free text is a vault id, never text. */
export interface CommandBodies extends ItemBodies, CareBodies, ConsentBodies, VisitBodies {
  OpenCase: {
    readonly source: string;
    readonly channel: IntakeChannel;
    readonly kind: CaseKind | null;
    readonly urgency: Urgency;
    readonly tier: Tier;
    readonly locale: string | null;
    readonly facts: Facts;
    /** The policy's word lists that hit a text, found before the texts went into the vault. */
    readonly marks?: readonly string[];
    /** What was done to the unit before, looked up by its serial number. */
    readonly unit?: UnitMemory;
  };
  ProvideFacts: { readonly facts: Facts; readonly marks?: readonly string[]; readonly unit?: UnitMemory };
  RecordRemoteHelp: { readonly outcome: 'solved' | 'not-enough'; readonly noteId: VaultId | null };
  ClassifyCase: {
    readonly kind: CaseKind | null;
    /** Null leaves it to the policy's rules. */
    readonly grade: Grade | null;
    readonly urgency: Urgency | null;
    readonly damage: Damage;
    readonly way?: Way | null;
  };
  /** What turned out otherwise, in any stage; at least one of them. */
  ReclassifyCase: {
    readonly grade: Grade | null;
    readonly urgency: Urgency | null;
    readonly tier: Tier | null;
    readonly way: Way | null;
    readonly noteId: VaultId | null;
  };
  /** Somebody spoke or wrote to the customer, or tried to; or the customer to us. */
  RecordContact: {
    readonly direction: 'to' | 'from';
    readonly channel: ContactChannel;
    readonly outcome: 'reached' | 'no-answer';
    readonly noteId: VaultId | null;
  };
  HandOffCase: { readonly leadId: PersonId | null };
  /** Without `crewIds` those go along who rank first, where the case asks for a crew. */
  AssignTechnician: { readonly technicianId: PersonId | null; readonly crewIds?: readonly PersonId[] | undefined };
  /** `agreed`: the customer has said yes already, on the phone for instance; nothing is left to be confirmed. */
  ProposeAppointment: { readonly startMs: number; readonly endMs: number; readonly agreed?: true | null };
  /** `revision` null confirms the one that is proposed. */
  ConfirmAppointment: { readonly revision: number | null };
  RescheduleAppointment: {
    readonly startMs: number;
    readonly endMs: number;
    readonly reason: MoveReason;
    readonly agreed?: true | null;
  };
  RecordArrival: Record<never, never>;
  FileReport: {
    readonly cause: FaultCause;
    readonly parts: readonly UsedItem[];
    readonly labour: readonly UsedItem[];
    /** Services with a price of their own, such as an upgrade (S1e). */
    readonly fees?: readonly UsedItem[] | null;
    readonly result: ReportResult;
    /** Until when what is taken in is given back, as agreed with the customer. */
    readonly agreedMs?: number;
    /** What is ticked of the policy's list. */
    readonly checklist?: readonly string[];
    /** What others learn from. */
    readonly findings?: readonly Finding[];
    /** The customer consented to the price before paid work began (S1b, S4). */
    readonly priceAccepted: boolean;
    /** Signed on the spot, with this opinion; null when the signature comes later (`SignReport`). */
    readonly opinion?: Opinion | null;
    readonly noteId: VaultId | null;
  };
  SignReport: { readonly opinion: Opinion; readonly noteId: VaultId | null };
  RateService: { readonly score: number; readonly noteId: VaultId | null };
  AnswerFollowUp: { readonly day: number; readonly answer: FollowUpAnswer; readonly noteId: VaultId | null };
  HoldCase: { readonly reason: HoldReason; readonly untilMs: number | null };
  ResumeCase: Record<never, never>;
  /** `clockId` null acknowledges every ladder that is climbing. */
  AcknowledgeEscalation: { readonly clockId: string | null };
  CloseCase: { readonly outcome: ManualOutcome; readonly noteId: VaultId | null };
}

export type CommandType = keyof CommandBodies;
export type CommandOf<T extends CommandType> = CommandEnvelope & { readonly type: T } & CommandBodies[T];
/** A request from outside to change a case. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** Results of effects come back as commands that the case loop gives itself. */
export type EngineCommand =
  | { readonly type: 'RecordLoad'; readonly openCases: Readonly<Record<PersonId, number>> }
  | { readonly type: 'RecordSlot'; readonly revision: number; readonly outcome: 'reserved' | 'taken' }
  | { readonly type: 'RecordUnit'; readonly repairs: readonly UnitRepair[] }
  | {
      readonly type: 'RecordLinkedCase';
      readonly linked: LinkedCase;
      readonly came: { readonly caseId: CaseId } | { readonly code: string };
    }
  | { readonly type: 'RecordReceipt'; readonly receiptId: string; readonly number: number }
  | { readonly type: 'RecordMessage'; readonly key: string; readonly outcome: MessageOutcome };

/** How a send ended. `unknown` means that nobody can tell whether the provider took it; a person must look. */
export type MessageOutcome =
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly code: string }
  | {
      readonly state: 'suppressed';
      readonly code: 'superseded' | 'opted-out' | 'erased' | 'case-closed' | 'no-address';
    }
  | { readonly state: 'unknown' };

export const COMMAND_TYPES = [
  'OpenCase',
  'ProvideFacts',
  'RecordRemoteHelp',
  'ClassifyCase',
  'ReclassifyCase',
  'RecordContact',
  'HandOffCase',
  'AssignTechnician',
  'ProposeAppointment',
  'ConfirmAppointment',
  'RescheduleAppointment',
  'RecordArrival',
  ...VISIT_COMMANDS,
  'FileReport',
  'SignReport',
  'RateService',
  'AnswerFollowUp',
  ...ITEM_COMMANDS,
  ...CARE_COMMANDS,
  ...CONSENT_COMMANDS,
  'HoldCase',
  'ResumeCase',
  'AcknowledgeEscalation',
  'CloseCase',
] as const satisfies readonly CommandType[];
