import type {
  CaseKind,
  FaultCause,
  Finding,
  Grade,
  IntakeChannel,
  ReportResult,
  Standing,
  Tier,
  Urgency,
  Way,
} from './vocabulary.ts';

/** All that is given must match; an empty filter matches every case. */
export interface FactsFilter {
  readonly kinds?: readonly CaseKind[];
  readonly grades?: readonly Grade[];
  readonly urgencies?: readonly Urgency[];
  readonly tiers?: readonly Tier[];
  readonly ways?: readonly Way[];
  readonly channels?: readonly IntakeChannel[];
  readonly standings?: readonly Standing[];
  readonly causes?: readonly FaultCause[];
  readonly results?: readonly ReportResult[];
  readonly findings?: readonly Finding[];
  /** Names of the policy's word lists. */
  readonly marks?: readonly string[];
  /** Names of the policy's faults. */
  readonly faults?: readonly string[];
  /** Product models; a trailing `*` matches any ending. */
  readonly products?: readonly string[];
}
