import type { FactsFilter } from './pinned.ts';
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

/** What a filter may ask about. */
export interface Traits {
  readonly kind: CaseKind;
  readonly grade: Grade | null;
  readonly urgency: Urgency;
  readonly tier: Tier;
  readonly way?: Way | null;
  readonly channel?: IntakeChannel | null;
  readonly productModel: string | null;
  /** Of the warranty, from classification on. */
  readonly standing?: Standing | null;
  /** Of the fault, from the last report on. */
  readonly cause?: FaultCause | null;
  /** Of the last report. */
  readonly result?: ReportResult | null;
  readonly findings?: readonly Finding[] | undefined;
  /** The policy's word lists that some text of the request has a word of. */
  readonly marks?: readonly string[] | undefined;
  /** The fault's name, where the request carries one. */
  readonly fault?: string | null;
}

/** True when everything the filter names matches; a trait that is not known yet matches no list. */
export function matches(filter: FactsFilter, traits: Traits): boolean {
  return (
    among(filter.kinds, traits.kind) &&
    among(filter.grades, traits.grade) &&
    among(filter.urgencies, traits.urgency) &&
    among(filter.tiers, traits.tier) &&
    among(filter.ways, traits.way) &&
    among(filter.channels, traits.channel) &&
    among(filter.standings, traits.standing) &&
    among(filter.causes, traits.cause) &&
    among(filter.results, traits.result) &&
    some(filter.findings, traits.findings) &&
    among(filter.faults, traits.fault) &&
    some(filter.marks, traits.marks) &&
    (filter.products === undefined || filter.products.some((pattern) => productMatches(pattern, traits.productModel)))
  );
}

function among<T>(allowed: readonly T[] | undefined, value: T | null | undefined): boolean {
  return allowed === undefined || (value != null && allowed.includes(value));
}

function some<T>(allowed: readonly T[] | undefined, values: readonly T[] = []): boolean {
  return allowed === undefined || allowed.some((one) => values.includes(one));
}

function productMatches(pattern: string, model: string | null): boolean {
  if (model === null) return false;
  return pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern;
}
