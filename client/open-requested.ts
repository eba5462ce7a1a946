import { z } from 'zod';
import { type Refusal, refusal, refusalSentence } from '../domain/case/refusals.ts';
import { type CaseRequestAnswer, personalFacts } from '../domain/inward/case-request.ts';
import { type AftercareOptions, createAftercare } from './aftercare.ts';
import { RefusedError } from './errors.ts';
import { line, opaqueId } from './requests/fields.ts';
import { refusalsOf } from './requests/issues.ts';

/** Whose request it is and what its source calls it: without a name of its own a repeat would be another case. */
const NAMED = z.looseObject({ organisationId: opaqueId(64), source: opaqueId(64), reference: line() });

/**
 * Opens the case that a back office asked for over Temporal, as it is: anybody may have started that workflow with
 * anything. What is wrong with it is answered; an outage is thrown, to be tried again.
 */
export async function openRequestedCase(
  options: Omit<AftercareOptions, 'clockOffsetMs'>,
  request: unknown,
): Promise<CaseRequestAnswer> {
  const named = NAMED.safeParse(request);
  if (!named.success) return refusedFor(refusalsOf(named.error.issues, request, () => []));
  const { organisationId, ...body } = named.data;
  const personal = personalFacts(body.facts);
  if (personal.length > 0) {
    return refusedFor(personal.map((value) => refusal('personal-in-request', `/facts/${value}`, { value })));
  }
  const by = { kind: 'back-office', system: named.data.source } as const;
  try {
    const aftercare = createAftercare(options);
    const { caseId } = await aftercare.openCase(organisationId, { channel: 'back-office', ...body }, { by });
    return { outcome: 'opened', caseId };
  } catch (error) {
    if (error instanceof RefusedError) return refusedFor(error.refusals);
    throw error;
  }
}

function refusedFor(refusals: readonly Refusal[]): CaseRequestAnswer {
  return {
    outcome: 'refused',
    refusals: refusals.map((one) => ({ code: one.code, place: one.place, sentence: refusalSentence(one) })),
  };
}
