import type { FactsFilter } from './pinned-filter.ts';
import type { CauseOutcome, Damage, FaultCause, LostWarranty, Proof, WarrantyAnchor } from './vocabulary.ts';

export interface WarrantyRules {
  readonly anchor: WarrantyAnchor;
  /** Days that stand in for the anchor where it is not known, in this order (S1d); absent when there are none. */
  readonly orElse?: readonly WarrantyAnchor[];
  /** First match wins. */
  readonly periods: readonly WarrantyPeriodRow[];
  /** The papers that prove a claim, and what is done without any (S1f, S1i); absent when none is asked for. */
  readonly proof?: { readonly any: readonly Proof[]; readonly without: LostWarranty };
  /** What a damage does to a free repair: a priced quotation or no service at all (S4 quotes, S1i refuses). */
  readonly exclusions: Readonly<Partial<Record<Exclude<Damage, 'none'>, LostWarranty>>>;
  readonly expired: LostWarranty;
  /** A repaired or replaced part has so many months of its own (S1i); absent when it has none. */
  readonly repairedPartMonths?: number;
  /** The same fault repaired so often starts the warranty anew (S1a); absent when it never does. */
  readonly restartAfter?: number;
  /** What a cause does that is found on the spot (S1i); absent when the standing alone decides. */
  readonly causes?: Readonly<Partial<Record<FaultCause, CauseOutcome>>>;
}

export interface WarrantyPeriodRow {
  readonly when: FactsFilter;
  readonly months: number;
  /** Months of parts with a period of their own (S1b); 0 for one that is never covered, such as a filter (S1f). */
  readonly parts?: Readonly<Record<string, number>>;
}
