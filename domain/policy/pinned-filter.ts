import type { CaseKind, Grade, Tier, Urgency } from './vocabulary.ts';

/** All that is given must match; an empty filter matches every case. */
export interface FactsFilter {
  readonly kinds?: readonly CaseKind[];
  readonly grades?: readonly Grade[];
  readonly urgencies?: readonly Urgency[];
  readonly tiers?: readonly Tier[];
  /** Product models; a trailing `*` matches any ending. */
  readonly products?: readonly string[];
}
