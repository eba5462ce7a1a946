import type { Tier } from '../policy/vocabulary.ts';
import type { CaseId, OrganisationId, VaultId } from '../shared/ids.ts';
import type { LinkedCase } from './events/care.ts';
import type { Facts } from './facts.ts';

/** Another case for the same customer and unit: the same cause and ordinal of the same case are the same request. */
export interface LinkedCaseRequest {
  readonly organisationId: OrganisationId;
  /** The one that opens it. */
  readonly caseId: CaseId;
  readonly linked: LinkedCase;
  readonly noteId: VaultId | null;
  /** Of the case that asks; texts lie in the vault under its ids. */
  readonly facts: Facts;
  readonly locale: string;
  readonly tier: Tier;
  readonly clockOffsetMs: number;
}

/** The case, or the code of the refusal. */
export type LinkedCaseAnswer = { readonly caseId: CaseId } | { readonly code: string };
