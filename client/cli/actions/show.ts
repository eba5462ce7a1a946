import type { CaseId } from '../../../domain/shared/ids.ts';
import type { Action } from '../session.ts';
import { renderCase } from '../show-case.ts';
import { asksForKnowledge } from '../show-case-knowledge.ts';

const EVENTS_SHOWN = 6;
/** Enough to find so many among those about messages, which have a list of their own. */
const EVENTS_READ = 60;
const MESSAGES_READ = 200;
const REPLIES_COUNTED = 100;

export function showAction(caseId: CaseId, flags: { readonly personal: boolean; readonly timeline: boolean }): Action {
  return async (session) => {
    const { aftercare, organisation } = session;
    const shown = await aftercare.showCase(organisation, caseId);
    const afterSeq = flags.timeline ? 0 : Math.max(0, shown.view.seq - EVENTS_READ);
    const [events, messages, personal, knownProblems, replies, frame] = await Promise.all([
      aftercare.timeline(organisation, caseId, { afterSeq }),
      aftercare.messages(organisation, { caseId, limit: MESSAGES_READ }),
      flags.personal ? aftercare.personal(organisation, caseId) : null,
      asksForKnowledge(shown.view) ? aftercare.knownProblems(shown.view) : [],
      aftercare.inbox(organisation, { caseId, waiting: true, limit: REPLIES_COUNTED }),
      session.frame(shown.view),
    ]);
    const last = events.filter(({ type }) => !type.startsWith('Message')).slice(-EVENTS_SHOWN);
    const waitingReplies = replies.length;
    const seen = flags.timeline ? events : last;
    const picture = { shown, events: seen, messages, personal, knownProblems, waitingReplies };
    session.print(
      { ...shown, events, messages, knownProblems, waitingReplies, ...(personal === null ? {} : { personal }) },
      () => renderCase(picture, frame, session.deps),
    );
    return undefined;
  };
}
