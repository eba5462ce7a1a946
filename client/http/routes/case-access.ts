import { type Principal, seesCase } from '../../../domain/access/principal.ts';
import { refusal } from '../../../domain/case/refusals.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import { refused } from '../../errors.ts';
import type { ShownCase } from '../../readings.ts';
import { e164 } from '../../requests/phone.ts';
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

/** Counts one more opening for numbers like the one it names. Throws `too-many-openings`, and somebody is told. */
export function admitOpening(
  { openingsOfPrefix, log }: HttpDeps,
  { organisationId, id }: Principal,
  body: unknown,
): void {
  const phone = (body as { facts?: { phone?: unknown } } | null)?.facts?.phone;
  const number = typeof phone === 'string' ? e164(phone) : null;
  if (number === null) return;
  const turn = openingsOfPrefix(`${organisationId}/${number.slice(0, -4)}`);
  if (turn.allowed) return;
  log.error(
    { organisationId, caller: id },
    'Cases are being opened for many numbers alike; they are refused for a while.',
  );
  throw new ProblemError('too-many-openings', { 'retry-after': String(turn.retryAfterSeconds) });
}
