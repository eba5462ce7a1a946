import { FACTS, type FactName } from '../policy/vocabulary.ts';
import type { CaseId } from '../shared/ids.ts';

/**
 * What a back office that speaks Temporal itself starts `caseRequest` with: the body of OpenCase and whose request it is.
 * It is kept in a history, so it refers to people and never describes them.
 */
export interface CaseRequest {
  readonly organisationId: string;
  readonly source: string;
  /** What the source calls it: asked for again it is the same case. */
  readonly reference: string;
  /** The rest of OpenCase; `channel` is `back-office` unless it says otherwise. */
  readonly [field: string]: unknown;
}

/** The result of the workflow. A refusal is no failure: the corrected request is another run. */
export type CaseRequestAnswer =
  | { readonly outcome: 'opened'; readonly caseId: CaseId }
  | { readonly outcome: 'refused'; readonly refusals: readonly RefusedField[] };

export interface RefusedField {
  readonly code: string;
  /** JSON pointer into the request. */
  readonly place: string;
  readonly sentence: string;
}

/** The facts among these that are personal or free text, which no history may have. */
export function personalFacts(facts: unknown): readonly FactName[] {
  if (typeof facts !== 'object' || facts === null) return [];
  return (Object.keys(facts) as FactName[]).filter((name) => Object.hasOwn(FACTS, name) && FACTS[name] === 'vault');
}
