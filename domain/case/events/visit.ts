import type { PersonId } from '../../policy/pinned.ts';
import type { FaultCause, Finding, ReportResult } from '../../policy/vocabulary.ts';
import type { ChargeLine } from '../../pricing/charge-lines.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { UnitRepair } from '../../warranty/unit.ts';
import type { Absentee } from '../commands/visit.ts';
import type { MoveReason, Opinion, UsedItem } from '../commands.ts';

/** How well one technician fits, as recorded when the case reached assignment. */
export interface ScoreCard {
  readonly personId: PersonId;
  readonly fits: boolean;
  /** Why not, when it does not fit. */
  readonly lacks: readonly ('skill' | 'certificate' | 'region' | 'capacity' | 'excluded' | 'off-duty')[];
  readonly openCases: number;
  /** The customer wishes for this one. */
  readonly preferred?: true;
}

/** From the choice of a technician to the signed report. */
export type VisitFact =
  | { readonly type: 'TechniciansRanked'; readonly scores: readonly ScoreCard[]; readonly crew?: readonly ScoreCard[] }
  | { readonly type: 'NobodyFits' }
  | {
      readonly type: 'TechnicianAssigned';
      readonly technicianId: PersonId;
      readonly how: 'ranked' | 'chosen';
      /** Who goes along; absent when nobody does. */
      readonly crewIds?: readonly PersonId[];
    }
  | {
      readonly type: 'AppointmentProposed';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
      /** The customer agreed to it before it was reserved: the reservation makes it firm. */
      readonly agreed?: true;
      /** Whose time is to be kept, all of them or none; absent: the technician's. */
      readonly heldIds?: readonly PersonId[];
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
      readonly reason: 'held' | 'closed' | 'reclassified';
    }
  | {
      readonly type: 'AppointmentReminded';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
    }
  | { readonly type: 'TechnicianDeparted'; readonly technicianId: PersonId }
  | {
      readonly type: 'AppointmentMissed';
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly who: Absentee;
      /** Who was to come. */
      readonly technicianId: PersonId;
      readonly noteId: VaultId | null;
    }
  /** Who came in addition. */
  | { readonly type: 'CrewReinforced'; readonly personIds: readonly PersonId[] }
  /** Something that must not be, on the record of one of our people. */
  | {
      readonly type: 'IncidentRecorded';
      readonly personId: PersonId;
      readonly what: string;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'TechnicianArrived'; readonly technicianId: PersonId }
  | {
      readonly type: 'ReportFiled';
      readonly cause: FaultCause;
      readonly parts: readonly UsedItem[];
      readonly labour: readonly UsedItem[];
      readonly result: ReportResult;
      readonly fee: Money;
      /** Until when what was taken in is given back; absent otherwise. */
      readonly agreedMs?: number;
      /** What is ticked of the policy's list; absent where it has none. */
      readonly checklist?: readonly string[];
      /** What others learn from; absent when there was nothing. */
      readonly findings?: readonly Finding[];
      /** Services with a price of their own; absent when there were none. */
      readonly fees?: readonly UsedItem[];
      /** What the fee is made of; absent where nobody gets a receipt. */
      readonly lines?: readonly ChargeLine[];
      /** The cause takes every service away (S1i); absent when it does not. */
      readonly service?: 'refused';
      readonly noteId: VaultId | null;
    }
  /** Told for the next case of the same unit. */
  | ({ readonly type: 'UnitRepaired'; readonly unitKey: string } & UnitRepair)
  /** Nobody signed on the spot: the customer is asked to. Only where the policy tells them so. */
  | { readonly type: 'SignatureAsked' }
  | { readonly type: 'ReportSigned'; readonly opinion: Opinion; readonly noteId: VaultId | null };
