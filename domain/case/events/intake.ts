import type { PersonId } from '../../policy/pinned.ts';
import type { CaseKind, Damage, FactName, Grade, Tier, Urgency } from '../../policy/vocabulary.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { Facts, IntakeChannel } from '../facts.ts';

export type WarrantyStanding =
  | { readonly standing: 'in-warranty'; readonly untilDate: string }
  | { readonly standing: 'expired'; readonly untilDate: string; readonly outcome: 'quote' | 'refuse' }
  | { readonly standing: 'excluded'; readonly damage: Exclude<Damage, 'none'>; readonly outcome: 'quote' | 'refuse' }
  | { readonly standing: 'unknown'; readonly missing: FactName };

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
    }
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
  | { readonly type: 'CaseHandedOff'; readonly leadId: PersonId };
