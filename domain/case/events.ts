import type { MessageIntent } from '../notice/intent.ts';
import type { ClockId, PersonId } from '../policy/pinned.ts';
import type {
  CaseKind,
  Damage,
  FactName,
  FaultCause,
  Grade,
  PauseCause,
  PlanStage,
  Tier,
  Urgency,
} from '../policy/vocabulary.ts';
import type { CommandId, VaultId } from '../shared/ids.ts';
import type { Money } from '../shared/money.ts';
import type {
  Actor,
  FollowUpAnswer,
  HoldReason,
  ManualOutcome,
  MessageOutcome,
  MoveReason,
  Opinion,
  UsedItem,
} from './commands.ts';
import type { Facts, IntakeChannel } from './facts.ts';

export type WarrantyStanding =
  | { readonly standing: 'in-warranty'; readonly untilDate: string }
  | { readonly standing: 'expired'; readonly untilDate: string; readonly outcome: 'quote' | 'refuse' }
  | { readonly standing: 'excluded'; readonly damage: Exclude<Damage, 'none'>; readonly outcome: 'quote' | 'refuse' }
  | { readonly standing: 'unknown'; readonly missing: FactName };

/** How well one technician fits, as recorded when the case reached assignment. */
export interface ScoreCard {
  readonly personId: PersonId;
  readonly fits: boolean;
  /** Why not, when it does not fit. */
  readonly lacks: readonly ('skill' | 'certificate' | 'region' | 'capacity' | 'excluded')[];
  readonly openCases: number;
}

export type ClockVerdict = 'met' | 'breached' | 'cancelled';
export type CaseOutcome = ManualOutcome | 'completed' | 'solved-remotely';

/** What happened, in the past tense. Times inside are absolute; nothing personal is in any of them. */
export type CaseFact =
  | {
      readonly type: 'CaseOpened';
      readonly source: string;
      readonly channel: IntakeChannel;
      readonly kind: CaseKind;
      readonly urgency: Urgency;
      readonly tier: Tier;
      readonly locale: string;
      readonly facts: Facts;
    }
  | { readonly type: 'StageEntered'; readonly stage: PlanStage; readonly round: number }
  | { readonly type: 'FactsProvided'; readonly facts: Facts }
  | { readonly type: 'FactsCompleted' }
  | {
      readonly type: 'FactsChased';
      readonly missing: readonly FactName[];
      readonly ordinal: number;
      readonly nextAtMs: number | null;
    }
  | { readonly type: 'RemoteHelpRecorded'; readonly outcome: 'solved' | 'not-enough'; readonly noteId: VaultId | null }
  | {
      readonly type: 'CaseClassified';
      readonly kind: CaseKind;
      readonly grade: Grade;
      readonly urgency: Urgency;
      readonly damage: Damage;
      readonly warranty: WarrantyStanding;
    }
  | { readonly type: 'CaseHandedOff'; readonly leadId: PersonId }
  | { readonly type: 'TechniciansRanked'; readonly scores: readonly ScoreCard[] }
  | { readonly type: 'NobodyFits' }
  | { readonly type: 'TechnicianAssigned'; readonly technicianId: PersonId; readonly how: 'ranked' | 'chosen' }
  | {
      readonly type: 'AppointmentProposed';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
      /** The customer agreed to it before it was reserved: the reservation makes it firm. */
      readonly agreed?: true;
    }
  | { readonly type: 'SlotReserved'; readonly revision: number }
  | { readonly type: 'SlotTaken'; readonly revision: number; readonly startMs: number; readonly endMs: number }
  | {
      readonly type: 'AppointmentConfirmed';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly remindAtMs: number | null;
    }
  | { readonly type: 'AppointmentMoved'; readonly revision: number; readonly reason: MoveReason }
  | {
      readonly type: 'AppointmentCancelled';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly reason: 'held' | 'closed';
    }
  | {
      readonly type: 'AppointmentReminded';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
    }
  | { readonly type: 'TechnicianArrived'; readonly technicianId: PersonId }
  | {
      readonly type: 'ReportFiled';
      readonly cause: FaultCause;
      readonly parts: readonly UsedItem[];
      readonly labour: readonly UsedItem[];
      readonly result: 'solved' | 'second-visit';
      readonly fee: Money;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'ReportSigned'; readonly opinion: Opinion; readonly noteId: VaultId | null }
  | { readonly type: 'CallbackScheduled'; readonly askAtMs: number }
  | { readonly type: 'CallbackAsked'; readonly ordinal: number; readonly nextAtMs: number }
  | { readonly type: 'CallbackUnanswered' }
  | { readonly type: 'ServiceRated'; readonly score: number; readonly noteId: VaultId | null }
  | { readonly type: 'CaseReopened'; readonly round: number; readonly because: 'low-score' | 'follow-up-problem' }
  | { readonly type: 'FollowUpScheduled'; readonly day: number; readonly askAtMs: number }
  | { readonly type: 'FollowUpAsked'; readonly day: number; readonly giveUpAtMs: number }
  | {
      readonly type: 'FollowUpAnswered';
      readonly day: number;
      readonly answer: FollowUpAnswer;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'FollowUpUnanswered'; readonly day: number }
  | { readonly type: 'CaseHeld'; readonly reason: HoldReason; readonly untilMs: number | null }
  | { readonly type: 'CaseResumed'; readonly because: 'command' | 'hold-ended' }
  | { readonly type: 'PauseBegan'; readonly cause: PauseCause }
  | { readonly type: 'PauseEnded'; readonly cause: PauseCause }
  | { readonly type: 'ClockStarted'; readonly clockId: ClockId; readonly round: number }
  | {
      readonly type: 'ClockWarned';
      readonly clockId: ClockId;
      readonly round: number;
      readonly percent: number;
      readonly dueAtMs: number;
    }
  | { readonly type: 'ClockBreached'; readonly clockId: ClockId; readonly round: number; readonly dueAtMs: number }
  | {
      readonly type: 'ClockEscalated';
      readonly clockId: ClockId;
      readonly round: number;
      readonly step: number;
      readonly personId: PersonId | null;
      readonly dueAtMs: number;
    }
  | {
      readonly type: 'EscalationAcknowledged';
      readonly clockId: ClockId;
      readonly round: number;
      readonly personId: PersonId;
    }
  | {
      readonly type: 'ClockStopped';
      readonly clockId: ClockId;
      readonly round: number;
      readonly verdict: ClockVerdict;
      readonly dueAtMs: number | null;
      readonly usedMs: number;
      readonly limitMs: number;
    }
  | {
      readonly type: 'BreachWithdrawn';
      readonly clockId: ClockId;
      readonly round: number;
      readonly alertedIds: readonly PersonId[];
    }
  | { readonly type: 'MessagePlanned'; readonly intent: MessageIntent }
  | { readonly type: 'MessageHeld'; readonly intent: MessageIntent; readonly releaseAtMs: number }
  | { readonly type: 'MessageReleased'; readonly intent: MessageIntent }
  | {
      readonly type: 'MessageSuppressed';
      readonly key: string;
      readonly reason: 'superseded' | 'case-closed' | 'answered';
    }
  | { readonly type: 'MessageSettled'; readonly key: string; readonly outcome: MessageOutcome }
  | { readonly type: 'CaseClosed'; readonly outcome: CaseOutcome; readonly noteId: VaultId | null };

export type EventType = CaseFact['type'];
export type FactOf<T extends EventType> = Extract<CaseFact, { type: T }>;

/** A fact in its place in the ledger. */
export interface EventStamp {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** When it took effect. */
  readonly atMs: number;
  /** When the engine wrote it; later than `atMs` for back-dated facts and late wake-ups. */
  readonly recordedAtMs: number;
  readonly by: Actor;
  readonly commandId: CommandId | null;
}
export type CaseEvent = EventStamp & CaseFact;
