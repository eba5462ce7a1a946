import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseId } from '../../../domain/shared/ids.ts';
import { eventText } from '../event-text.ts';
import { stepOwner } from '../people.ts';
import type { Action, Session } from '../session.ts';
import { absolute, when } from '../time.ts';

const LOOK_EVERY_MS = 1_000;

/** Prints what is new in the ledger until the case closes or somebody presses Ctrl-C. */
export function watchAction(caseId: CaseId, everyMs: number = LOOK_EVERY_MS): Action {
  return async (session) => {
    const { aftercare, organisation, deps } = session;
    const { view } = await aftercare.showCase(organisation, caseId);
    session.say(`Watching ${caseId}, in ${view.stage}. Ctrl-C ends it.`);
    let seq = 0;
    while (!deps.interrupted.aborted) {
      const events = await aftercare.timeline(organisation, caseId, { afterSeq: seq, limit: 500 });
      if (events.length > 0) {
        const frame = await session.frame(view);
        for (const event of events) {
          const line = () =>
            `${absolute(event.atMs, frame.times)}  ${eventText(event, frame.names, frame.times, frame.style)}`;
          session.print(event, line);
        }
        seq = events.at(-1)!.seq;
        if (events.some(({ type }) => type === 'CaseClosed')) return undefined;
        await tellNextStep(session, caseId);
      }
      await sleep(everyMs, undefined, { signal: deps.interrupted }).catch(() => {});
    }
    return undefined;
  };
}

async function tellNextStep(session: Session, caseId: CaseId): Promise<void> {
  const { view } = await session.aftercare.showCase(session.organisation, caseId);
  const { names, times, style } = await session.frame(view);
  if (view.nextStep === null) return;
  const { what, byMs } = view.nextStep;
  session.say(
    style.dim(`  waits: ${what} by ${stepOwner(view.nextStep, names)}${byMs === null ? '' : `, ${when(byMs, times)}`}`),
  );
}
