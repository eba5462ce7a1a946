import type { NamedLink } from '../../../domain/link/subject.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import { NoPublicUrl } from '../no-public-url.ts';
import type { Action } from '../session.ts';

/** Prints where the customer does what the case waits for. */
export function linkAction(caseId: CaseId, purpose: NamedLink): Action {
  return async (session) => {
    const publicUrl = session.deps.publicUrl();
    if (publicUrl === null) throw new NoPublicUrl();
    const url = `${publicUrl}/l/${await session.aftercare.caseLink(session.organisation, caseId, purpose)}`;
    session.print({ caseId, purpose, url }, () => url);
    session.say('Whoever has it may do this in the customer’s name.');
    return undefined;
  };
}
