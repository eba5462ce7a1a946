import type { CareAnswer, OccasionDoes, OccasionName } from '../../policy/care-words.ts';
import type { CallbackWay } from '../../policy/pinned-afterwards.ts';
import type { CaseKind } from '../../policy/vocabulary.ts';
import type { CivilDate } from '../../shared/civil-date.ts';
import type { CaseId, VaultId } from '../../shared/ids.ts';
import type { UnitMemory } from '../../warranty/unit.ts';

/** What comes by itself over the years, what is answered to it, and the cases that are opened for it. */
export type CareFact =
  /** The local day that care is counted from. */
  | { readonly type: 'CareBegan'; readonly on: CivilDate }
  | {
      readonly type: 'OccasionDue';
      readonly occasion: OccasionName;
      readonly does: OccasionDoes;
      /** The day it falls on; later in the day, or on the next, when the hours ask for it. */
      readonly on: CivilDate;
      /** 1 for the first of its name, one more each time. */
      readonly ordinal: number;
      /** How the customer is contacted this time; absent where that does not change. */
      readonly turn?: CallbackWay;
      /** Of a question: when it is given up. */
      readonly giveUpAtMs?: number;
    }
  | {
      readonly type: 'OccasionAnswered';
      readonly occasion: OccasionName;
      readonly ordinal: number;
      /** Null to a score, as a score is to a word. */
      readonly answer: CareAnswer | null;
      readonly score: number | null;
      /** It was said that there is one, or the score is as low as the policy calls one. */
      readonly problem?: true;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'OccasionUnanswered'; readonly occasion: OccasionName; readonly ordinal: number }
  /** Something new was bought: what counts from the day of purchase begins anew (S1p). */
  | {
      readonly type: 'PurchaseRecorded';
      readonly on: CivilDate;
      readonly productModel: string | null;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'CareEnded'; readonly because: 'warranty-end'; readonly lastDay: CivilDate }
  /** Other cases repaired the unit meanwhile. */
  | { readonly type: 'UnitRecalled'; readonly unit: UnitMemory }
  | (LinkedCase & { readonly type: 'LinkedCaseAsked'; readonly noteId: VaultId | null })
  | (LinkedCase & { readonly type: 'LinkedCaseOpened'; readonly caseId: CaseId })
  /** By the policy of that day. */
  | (LinkedCase & { readonly type: 'LinkedCaseRefused'; readonly code: string });

/** A case that another opens by itself. */
export interface LinkedCase {
  readonly kind: CaseKind;
  /** What it is opened for: `inspection.due`, `quarterly.problem`, `acceptance.done`. */
  readonly because: string;
  /** Tells it from others of the same cause: the same two are the same case, however often it is asked for. */
  readonly ordinal: number;
}
