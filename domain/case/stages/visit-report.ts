import type { PinnedPolicy } from '../../policy/pinned.ts';
import { type ReportResult, USUAL_RESULTS } from '../../policy/vocabulary.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { stageFits } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';

/** Where a visit's list is spoken of; no item can be called so. */
const LIST = 'the visit';

/** Why nobody may leave a visit so: with such a result, without the list ticked, or without the signature (S1l, S0). */
export function refuseLeaving(
  state: CaseState,
  command: CommandOf<'FileReport'>,
  { policy, nowMs }: CaseContext,
): Refusal | null {
  const { result, opinion, agreedMs } = command;
  const allowed: readonly ReportResult[] = policy.visit?.results ?? USUAL_RESULTS;
  if (!allowed.includes(result))
    return refusal('must-not-leave', '/result', { value: result, known: allowed.join(', ') });
  if (opinion && goesOn(result)) return refusal('nothing-to-sign', '/opinion');
  if (result !== 'taken-in' && agreedMs !== undefined) return refusal('agreed-date-unwanted', '/agreedMs');
  if (result === 'taken-in' && agreedMs === undefined) return refusal('agreed-date-missing', '/agreedMs');
  if (agreedMs !== undefined && agreedMs <= (command.effectiveAtMs ?? nowMs)) {
    return refusal('agreed-date-past', '/agreedMs');
  }
  return refuseUnticked(state, command, policy);
}

/** The work is not over: there is nothing to sign yet. */
export function goesOn(result: ReportResult): boolean {
  return result === 'second-visit' || result === 'reinforced';
}

/** Signed on the spot where the policy asks for it; a service that is refused has nothing to sign. */
export function refuseUnsigned({ opinion, result }: CommandOf<'FileReport'>, { visit }: PinnedPolicy): Refusal | null {
  if (visit?.signed === undefined || opinion || goesOn(result)) return null;
  return refusal('not-signed', '/opinion');
}

/** The list is that of a visit: what was done from afar or at our own bench has none. */
function refuseUnticked(
  state: CaseState,
  { checklist = [] }: CommandOf<'FileReport'>,
  policy: PinnedPolicy,
): Refusal | null {
  const visited = stageFits(policy, traitsOf(state), 'visit');
  const wanted = visited ? (policy.visit?.checklist ?? []) : [];
  const stray = checklist.findIndex((entry) => !wanted.includes(entry));
  if (stray >= 0) {
    const known = wanted.join(', ') || 'nothing';
    return refusal('not-on-checklist', `/checklist/${stray}`, { value: checklist[stray] ?? '', known });
  }
  const missing = wanted.filter((entry) => !checklist.includes(entry));
  if (missing.length === 0) return null;
  return refusal('checklist-incomplete', '/checklist', { item: LIST, missing: missing.join(', ') });
}
