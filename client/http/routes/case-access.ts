import { type Principal, seesCase } from '../../../domain/access/principal.ts';
import { refusal } from '../../../domain/case/refusals.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import { refused } from '../../errors.ts';
import type { ShownCase } from '../../readings.ts';
import type { HttpDeps } from '../deps.ts';
import { ProblemError } from '../problem.ts';

/** A case that is the caller's to see. What is somebody else's reads as what is not there: `unknown-case`. */
export async function visibleCase({ aftercare }: HttpDeps, principal: Principal, caseId: CaseId): Promise<ShownCase> {
  const shown = await aftercare.showCase(principal.organisationId, caseId);
  if (!seesCase(principal, shown.view)) throw refused(refusal('unknown-case', '', { caseId }));
  return shown;
}

/** Counts one more input to a case. Throws `too-many-inputs`. */
export function admitInput({ inputsOfCase }: HttpDeps, { organisationId }: Principal, caseId: CaseId): void {
  const turn = inputsOfCase(`${organisationId}/${caseId}`);
  if (!turn.allowed) throw new ProblemError('too-many-inputs', { 'retry-after': String(turn.retryAfterSeconds) });
}
