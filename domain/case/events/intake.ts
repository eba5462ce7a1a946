import type { PersonId } from '../../policy/pinned.ts';
import type {
  CaseKind,
  Damage,
  FactName,
  Grade,
  LostWarranty,
  Tier,
  Urgency,
  WarrantyAnchor,
  Way,
} from '../../policy/vocabulary.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { UnitMemory } from '../../warranty/unit.ts';
import type { ContactChannel } from '../commands.ts';
import type { Facts, IntakeChannel } from '../facts.ts';

/** Whose period it is and where it began, where that is not the product and the policy's first choice. */
interface Period {
  readonly untilDate: string;
  readonly part?: string;
  readonly anchor?: WarrantyAnchor;
}

export type WarrantyStanding =
  | ({ readonly standing: 'in-warranty' } & Period)
  | ({ readonly standing: 'expired'; readonly outcome: LostWarranty } & Period)
  | { readonly standing: 'excluded'; readonly damage: Exclude<Damage, 'none'>; readonly outcome: LostWarranty }
  /** Without a proof the policy says what is done; without a fact it is served for the price of the list. */
  | { readonly standing: 'unknown'; readonly missing: FactName; readonly outcome?: LostWarranty };

/** What may be found to be otherwise after classification. */
export interface Reclassification {
  readonly grade?: Grade;
  readonly urgency?: Urgency;
  readonly tier?: Tier;
  readonly way?: Way;
}

/** From the request to the lead: what is asked, whether it is complete, what it is. */
export type IntakeFact =
  | {
      readonly type: 'CaseOpened';
      readonly source: string;
      readonly channel: IntakeChannel;
      readonly kind: CaseKind;
      readonly urgency: Urgency;
      readonly tier: Tier;
      readonly locale: string;
      readonly facts: Facts;
      readonly marks?: readonly string[];
      /** Names of the policy's rules that decided what it is; absent when none did. */
      readonly rules?: readonly string[];
      readonly unit?: UnitMemory;
    }
  | {
      readonly type: 'FactsProvided';
      readonly facts: Facts;
      readonly marks?: readonly string[];
      readonly unit?: UnitMemory;
    }
  | { readonly type: 'FactsCompleted' }
  | {
      readonly type: 'FactsChased';
      readonly missing: readonly FactName[];
      readonly ordinal: number;
      readonly nextAtMs: number | null;
      /** Our own people are asked, not the customer. */
      readonly inside?: true;
    }
  | { readonly type: 'RemoteHelpRecorded'; readonly outcome: 'solved' | 'not-enough'; readonly noteId: VaultId | null }
  | {
      readonly type: 'CaseClassified';
      readonly kind: CaseKind;
      readonly grade: Grade;
      readonly urgency: Urgency;
      readonly damage: Damage;
      readonly warranty: WarrantyStanding;
      /** Absent where the policy and the desk say nothing of it. */
      readonly way?: Way;
      /** Names of the policy's rules that decided something; absent when none did. */
      readonly rules?: readonly string[];
    }
  | {
      readonly type: 'CaseReclassified';
      /** What it is from now on; only what changed. */
      readonly now: Reclassification;
      readonly because: 'command' | 'remote-help';
      readonly noteId: VaultId | null;
    }
  | {
      readonly type: 'CustomerContacted';
      readonly direction: 'to' | 'from';
      readonly channel: ContactChannel;
      readonly outcome: 'reached' | 'no-answer';
      /** The first time in this round that we reached the customer. */
      readonly first?: true;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'CaseHandedOff'; readonly leadId: PersonId };
