import type { CaseId } from '../../../domain/shared/ids.ts';
import type { Action } from '../session.ts';
import { renderCase } from '../show-case.ts';

/** Enough of the ledger for the last events, when some of them are folded away. */
const EVENTS_SHOWN = 6;
const MESSAGES_READ = 200;

export function showAction(caseId: CaseId, flags: { readonly personal: boolean; readonly timeline: boolean }): Action {
  return async (session) => {
    const { aftercare, organisation } = session;
    const shown = await aftercare.showCase(organisation, caseId);
    const afterSeq = flags.timeline ? 0 : Math.max(0, shown.view.seq - EVENTS_SHOWN);
    const [events, messages, personal, frame] = await Promise.all([
      aftercare.timeline(organisation, caseId, { afterSeq }),
      aftercare.messages(organisation, { caseId, limit: MESSAGES_READ }),
      flags.personal ? aftercare.personal(organisation, caseId) : null,
      session.frame(shown.view),
    ]);
    const picture = { shown, events, messages, personal };
    session.print({ ...shown, events, messages, ...(personal === null ? {} : { personal }) }, () =>
      renderCase(picture, { ...frame, eventsShown: flags.timeline ? events.length : EVENTS_SHOWN }),
    );
    return undefined;
  };
}
