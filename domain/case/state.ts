import type { Withheld } from '../consent/withheld.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { OccasionName } from '../policy/care-words.ts';
import type { ItemId } from '../policy/item-words.ts';
import type { ClockId, PersonId } from '../policy/pinned.ts';
import type { CallbackWay } from '../policy/pinned-afterwards.ts';
import type {
  CaseKind,
  FactName,
  FaultCause,
  Finding,
  Grade,
  PlanStage,
  ReportResult,
  Tier,
  Urgency,
  Way,
} from '../policy/vocabulary.ts';
import type { ChargeLine } from '../pricing/charge-lines.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { CaseId, CommandId, OrganisationId } from '../shared/ids.ts';
import type { Money } from '../shared/money.ts';
import type { Pauses } from '../sla/clock.ts';
import type { UnitMemory } from '../warranty/unit.ts';
import type { HoldReason } from './commands.ts';
import type { GateOutcome } from './events/items.ts';
import type { CaseOutcome, ClockVerdict, ScoreCard, WarrantyStanding } from './events.ts';
import type { Facts, IntakeChannel } from './facts.ts';
import type { Item } from './items/item.ts';

/** Everything a case knows, plain JSON under 64 KB. Only `evolve` makes a new one. */
export interface CaseState {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  /** Of the last event. */
  readonly seq: number;
  readonly openedAtMs: number;
  readonly source: string;
  readonly channel: IntakeChannel;
  readonly locale: string;
  readonly kind: CaseKind;
  readonly urgency: Urgency;
  readonly tier: Tier;
  readonly grade: Grade | null;
  /** Absent until it is known. */
  readonly way?: Way;
  readonly warranty: WarrantyStanding | null;
  /** Of the fault, as the last report or the workshop found it; absent before the first. */
  readonly cause?: FaultCause;
  /** Of the last report; absent before the first. */
  readonly result?: ReportResult;
  /** Of the last report; absent when it found nothing that others learn from. */
  readonly findings?: readonly Finding[];
  readonly facts: Facts;
  /** What was done to the unit before; absent where nobody asks or knows. */
  readonly unit?: UnitMemory;
  /** The policy's word lists that some text has a word of; absent when there are none. */
  readonly marks?: readonly string[];
  /** 1 for the first service, one more each time the case is reopened. */
  readonly round: number;
  readonly leadId: PersonId | null;
  readonly technicianId: PersonId | null;
  /** Who goes along with the technician; absent when nobody does. */
  readonly crewIds?: readonly PersonId[];
  readonly formerTechnicianIds: readonly PersonId[];
  readonly appointment: Appointment | null;
  /** Who was not there since the last visit; absent when everybody was. */
  readonly missed?: Missed;
  /** Of the last appointment or cancellation; rises only. */
  readonly appointmentRevision: number;
  /** The last round in which the customer was spoken to; absent before. */
  readonly respondedRound?: number;
  /** What reports charged line by line, until the money is received; absent where nobody gets a receipt. */
  readonly bill?: readonly ChargeLine[];
  /** Money whose receipt has no number yet; absent when there is none. */
  readonly dueReceipts?: readonly DueReceipt[];
  /** What reports have charged so far, in minor units; absent in a case that nothing was quoted in. */
  readonly billedMinor?: number;
  /** When the service of this round was signed off; follow-ups count from it. */
  readonly servedAtMs: number | null;
  readonly stage: StageState;
  readonly hold: Hold | null;
  readonly pauses: Pauses;
  readonly clocks: readonly ClockState[];
  /** Lines beside the main line, in the order in which they were opened; absent while there was none. */
  readonly items?: readonly Item[];
  /** What the customer does not want to be sent; absent while nothing is withheld. */
  readonly withheld?: readonly Withheld[];
  readonly heldMessages: readonly HeldMessage[];
  readonly receipts: readonly Receipt[];
}

/** Each stage carries its own data and nothing of another's. */
export type StageState =
  | {
      readonly name: 'intake';
      readonly missing: readonly FactName[];
      readonly chases: number;
      readonly nextChaseAtMs: number | null;
    }
  | { readonly name: 'remote-help' }
  | { readonly name: 'classify' }
  | { readonly name: 'hand-off' }
  | { readonly name: 'assign'; readonly scores: readonly ScoreCard[] | null; readonly crew?: readonly ScoreCard[] }
  | { readonly name: 'appointment' }
  /** `departed`: the technician is on the way; absent before. */
  | { readonly name: 'visit'; readonly departed?: true }
  /** `awaits`: those who are there are too few; absent otherwise. */
  | { readonly name: 'report'; readonly filed: boolean; readonly awaits?: 'reinforcement' }
  | { readonly name: 'callback'; readonly asked: number; readonly nextAtMs: number | null }
  | { readonly name: 'follow-up'; readonly anchorMs: number; readonly next: FollowUpStep | null }
  | CareState
  /** An item keeps it from going on (docs/decisions/0016-gate.md). */
  | { readonly name: 'gate'; readonly before: PlanStage }
  | { readonly name: 'gate'; readonly before: 'closing'; readonly outcome: GateOutcome }
  | { readonly name: 'closed'; readonly outcome: CaseOutcome; readonly atMs: number };

/** A unit is looked after over the years. */
export interface CareState {
  readonly name: 'care';
  /** What repeats is not made up for before: when care began, or a day was corrected that it counts from. */
  readonly sinceMs: number;
  /** When it was last found out what other cases did to the unit; absent before. */
  readonly recalledAtMs?: number;
  /** The local day on which care began; null for the moment of its beginning. */
  readonly begunOn: CivilDate | null;
  /** The last of each occasion. */
  readonly done: Readonly<Record<OccasionName, { readonly on: CivilDate; readonly times: number }>>;
  /** Questions that wait for their answers, one of each occasion. */
  readonly asked: readonly OpenQuestion[];
  /** The last cases that it opened. */
  readonly opened: readonly OpenedCase[];
}

export interface OpenQuestion {
  readonly occasion: OccasionName;
  readonly ordinal: number;
  readonly giveUpAtMs: number;
  readonly turn?: CallbackWay;
}

export interface OpenedCase {
  readonly kind: CaseKind;
  readonly because: string;
  readonly atMs: number;
  readonly came: { readonly caseId: CaseId } | { readonly code: string };
}

/** The appointment that stands; a later revision makes every message about it void. */
export interface Appointment {
  readonly revision: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly status: 'reserving' | 'proposed' | 'confirmed';
  /** The customer has agreed already; absent when the customer is still to be asked. */
  readonly agreed?: true;
  readonly remindAtMs: number | null;
}

/** Visits that nothing came of: how often the customer was not there, and which technicians did not come. */
export interface Missed {
  readonly customer: number;
  readonly technicianIds: readonly PersonId[];
}

/** The follow-up that is next: still to be asked, or asked and waiting for its answer. */
export type FollowUpStep =
  | { readonly status: 'to-ask'; readonly day: number; readonly atMs: number }
  | { readonly status: 'asked'; readonly day: number; readonly giveUpAtMs: number };

export interface Hold {
  readonly reason: HoldReason;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}

/** What a clock is about besides the case. */
export interface ClockSubject {
  /** The item it began with; absent for a clock of the main line. */
  readonly itemId?: ItemId;
  /** When it runs to a time that was agreed: that time. */
  readonly agreedMs?: number;
}

export type ClockState = ClockSubject &
  (
    | {
        readonly status: 'running';
        readonly clockId: ClockId;
        readonly round: number;
        readonly startedAtMs: number;
        readonly warnedPercent: number;
        readonly breach: Breach | null;
      }
    | {
        readonly status: 'stopped';
        readonly clockId: ClockId;
        readonly round: number;
        readonly startedAtMs: number;
        readonly stoppedAtMs: number;
        readonly verdict: ClockVerdict;
        readonly dueAtMs: number | null;
        readonly usedMs: number;
        readonly limitMs: number;
      }
  );
export type RunningClock = Extract<ClockState, { status: 'running' }>;

export interface Breach {
  readonly dueAtMs: number;
  /** Ladder steps raised so far. */
  readonly raised: number;
  readonly alertedIds: readonly PersonId[];
  readonly acknowledgedBy: PersonId | null;
}

export interface HeldMessage {
  readonly intent: MessageIntent;
  readonly releaseAtMs: number;
}

/** Money that was received, as its receipt will say. */
export interface DueReceipt {
  readonly receiptId: string;
  readonly money: Money;
}

/** The lasting answer to a command: the same for every repeat. */
export interface Receipt {
  readonly commandId: CommandId;
  readonly fingerprint: string;
  /** The case's ledger right after the command. */
  readonly seq: number;
  readonly atMs: number;
}
