import type { FactsFilter } from './pinned-filter.ts';
import type { CaseKind, Grade, Tier, Urgency } from './vocabulary.ts';

/** What a case is, if it fits; the name goes into the ledger of whatever it decided. */
export interface SortRule {
  readonly name: string;
  readonly when: FactsFilter;
  readonly set: {
    readonly kind?: CaseKind;
    readonly grade?: Grade;
    readonly urgency?: Urgency;
    readonly tier?: Tier;
  };
}
