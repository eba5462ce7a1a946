import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { type Amendment, amendPolicy } from '../../domain/policy/amend.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FaultPath, Finding } from '../../domain/policy/fault.ts';
import type { PolicySource } from '../../domain/policy/schema.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { refused } from '../errors.ts';
import type { Start } from '../open.ts';
import { sha256 } from '../policy-files.ts';
import type { Parts } from '../send.ts';

/** The active policy with what it was made from. */
export interface ActivePolicy {
  readonly document: PolicyDocument;
  readonly source: PolicySource;
}

/** Throws `RefusedError`: there is none, or it was stored before sources were kept. */
export async function activeSource(
  { organisations, store }: Pick<Parts, 'organisations' | 'store'>,
  organisationId: OrganisationId,
): Promise<ActivePolicy> {
  const document = await organisations.activePolicy(organisationId);
  // A version that is remembered without one may have been given it since.
  const source = document.source ?? (await store.findPolicy(organisationId, document.version))?.source;
  if (source === undefined) throw refused(refusal('policy-without-source'));
  return { document, source };
}

export interface AmendOptions {
  readonly dryRun: boolean;
}

/** What came of it: the version that new cases are opened under from now on (or would be), or why there is none. */
export type AmendAnswer = (
  | { readonly version: string; readonly source: PolicySource }
  | { readonly faults: readonly Finding[] }
) & {
  readonly warnings: readonly Finding[];
};

/**
 * Makes the next version of the active policy and opens new cases under it; running ones keep theirs. An amendment that
 * says what is so already makes none. Throws `RefusedError` (`entry-changed`) when somebody else was quicker.
 */
export async function amendActive(
  { store }: Pick<Parts, 'store'>,
  { nowMs, offsetMs }: Pick<Start, 'nowMs' | 'offsetMs'>,
  organisationId: OrganisationId,
  { document, source }: ActivePolicy,
  amendment: Amendment,
  { dryRun }: AmendOptions,
): Promise<AmendAnswer> {
  const amended = amendPolicy(source, document.templates, amendment, { sha256, nowMs: nowMs() + offsetMs });
  if ('faults' in amended) return amended;
  const { document: next, warnings } = amended;
  const { version, source: changed = source } = next;
  const answer = { version, source: changed, warnings };
  if (dryRun || version === document.version) return answer;
  await store.storePolicy(organisationId, next);
  if (!(await store.succeedPolicy(organisationId, version, document.version))) {
    const revision = (await store.findOrganisation(organisationId))?.activePolicyVersion ?? '';
    throw refused(refusal('entry-changed', '', { value: document.id, revision }));
  }
  return answer;
}

/** A finding as a refusal; its place is within what stands at `home`, or empty when it is about something else. */
export function refusalOfFinding({ message, path }: Finding, home: FaultPath): Refusal {
  const within = isAt(path, home) ? path.slice(home.length) : [];
  return refusal('invalid-request', within.map((step) => `/${step}`).join(''), { detail: `${message}.` });
}

export function isAt(path: FaultPath, home: FaultPath): boolean {
  return home.every((step, i) => path[i] === step);
}
