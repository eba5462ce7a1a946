import type { OccasionDoes, OccasionName } from '../policy/care-words.ts';
import type { ItemId, ItemKind, ItemName } from '../policy/item-words.ts';
import type { ClockId, PersonId } from '../policy/pinned.ts';
import type { FreightPayer } from '../policy/pinned-depot.ts';
import type { Ground, InspectionFinding, Remedy } from '../policy/remedy-words.ts';
import type {
  CaseKind,
  CauseOutcome,
  FactName,
  FaultCause,
  Grade,
  StageName,
  Tier,
  Urgency,
} from '../policy/vocabulary.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import type { UnitRepair } from '../warranty/unit.ts';
import type { WarrantyStanding } from './events.ts';
import type { Appointment, Hold, OpenedCase } from './state.ts';

/** What must happen next for a case to move, and by when. An open case always has one. */
export interface NextStep {
  /** Such as `hand-off`, `confirm`, `answer-follow-up`, `resume`; in front of a gate a step of an item: `training.done`. */
  readonly what: string;
  readonly who: 'customer' | 'engine' | 'desk' | 'lead' | 'technician' | 'owner';
  readonly personId: PersonId | null;
  readonly byMs: number | null;
}

export interface ClockView {
  readonly clockId: ClockId;
  readonly round: number;
  readonly status: 'running' | 'paused' | 'warned' | 'breached' | 'acknowledged' | 'met' | 'missed' | 'cancelled';
  readonly startedAtMs: number;
  readonly dueAtMs: number | null;
  readonly limitMs: number;
  /** The item it began with; absent for a clock of the main line. */
  readonly itemId?: ItemId;
}

/** A line beside the main line. */
export interface ItemView {
  readonly id: ItemId;
  readonly name: ItemName;
  readonly is: ItemKind;
  /** The last step that was taken. */
  readonly step: string;
  readonly ownerId: PersonId | null;
  readonly openedAtMs: number;
  readonly agreedMs?: number;
  /** In minor units of the policy's currency. */
  readonly amountMinor?: number;
  /** Of a unit in the workshop: what was found, and who pays for the work and the carriage. */
  readonly cause?: FaultCause;
  readonly terms?: CauseOutcome;
  readonly payer?: FreightPayer;
  /** Of goods that come back: what is wanted and why, what is to be paid first (below 0 by us; of a quotation too, once the work is billed), what the inspection found. */
  readonly remedy?: Remedy;
  readonly ground?: Ground;
  readonly owedMinor?: number;
  readonly finding?: InspectionFinding;
  /** Null once it has ended. */
  readonly next: NextStep | null;
}

/** What is done for a unit over the years. */
export interface CareView {
  readonly begunOn: CivilDate;
  /** The last day, where care ends with the warranty and that is known. */
  readonly lastDay: CivilDate | null;
  /** Those that have come, and those that are to come. */
  readonly occasions: readonly {
    readonly name: OccasionName;
    readonly does: OccasionDoes;
    readonly lastOn: CivilDate | null;
    readonly times: number;
    readonly nextOn: CivilDate | null;
  }[];
  /** Whose answers are waited for. */
  readonly asked: readonly OccasionName[];
  /** The last cases that it opened. */
  readonly opened: readonly OpenedCase[];
  /** What was repaired, where the policy remembers it. */
  readonly repairs: readonly UnitRepair[];
}

/** What people and machines see of a case: no policy, no personal data. */
export interface CaseView {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly atMs: number;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly source: string;
  readonly channel: string;
  readonly locale: string;
  readonly stage: StageName;
  readonly outcome: string | null;
  readonly kind: CaseKind;
  readonly grade: Grade | null;
  readonly urgency: Urgency;
  readonly tier: Tier;
  readonly warranty: WarrantyStanding | null;
  readonly productModel: string | null;
  readonly region: string | null;
  readonly missingFacts: readonly FactName[];
  readonly round: number;
  readonly leadId: PersonId | null;
  readonly technicianId: PersonId | null;
  /** Absent when nobody goes along. */
  readonly crewIds?: readonly PersonId[];
  readonly appointment: Appointment | null;
  readonly appointmentRevision: number;
  /** The technician is on the way to this appointment; absent otherwise. */
  readonly departed?: true;
  readonly hold: Hold | null;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly nextStep: NextStep | null;
  readonly nextDeadline: { readonly clockId: ClockId; readonly dueAtMs: number } | null;
  readonly clocks: readonly ClockView[];
  /** Absent in a case that never had one. */
  readonly items?: readonly ItemView[];
  /** Only of a unit that is looked after. */
  readonly care?: CareView;
}
