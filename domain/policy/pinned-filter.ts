import type { CaseKind, Grade, IntakeChannel, Tier, Urgency, Way } from './vocabulary.ts';

/** All that is given must match; an empty filter matches every case. */
export interface FactsFilter {
  readonly kinds?: readonly CaseKind[];
  readonly grades?: readonly Grade[];
  readonly urgencies?: readonly Urgency[];
  readonly tiers?: readonly Tier[];
  readonly ways?: readonly Way[];
  readonly channels?: readonly IntakeChannel[];
  /** Product models; a trailing `*` matches any ending. */
  readonly products?: readonly string[];
}
