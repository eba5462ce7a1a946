import type { OutwardEvent } from '../../../domain/outward/event.ts';
import type { Taken } from '../../../domain/outward/retries.ts';
import { wants } from '../../../domain/outward/types.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import type { Frame } from '../case-picture.ts';
import { EXIT } from '../deps.ts';
import type { Action } from '../session.ts';
import type { Style } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute } from '../time.ts';

export function listEventsAction(filter: { readonly caseId?: CaseId; readonly limit: number }): Action {
  return async (session) => {
    const events = await session.aftercare.outwardEvents(session.organisation, filter);
    const frame = await session.frame();
    session.print(events, () => renderEvents(events, frame));
    const last = events.at(-1);
    if (last) session.say(`${session.style.dim('try:')} ${session.hint(`events resend ${last.id}`)}`);
    return undefined;
  };
}

/** Sends it from here, whatever waits; the case goes on as it would have. Ends with 1 where it was not taken. */
export function resendAction(id: string, endpointId: string | undefined): Action {
  return async ({ aftercare, organisation, deps, style, print, say, hint }) => {
    const event = await aftercare.outwardEvent(organisation, id);
    const targets = await aftercare.outwardTargets(organisation, endpointId);
    const wanted = targets.filter(({ types }) => endpointId !== undefined || wants(types, event.type));
    const ends: { endpoint: string; taken: Taken }[] = [];
    for (const target of wanted) ends.push({ endpoint: target.id, taken: await deps.run.post(target, event) });
    print(ends, () => ends.map(({ endpoint, taken }) => `${endpoint}  ${takenText(taken, style)}`).join('\n'));
    if (ends.length === 0) say(`No endpoint is enabled that wants ${event.type}: ${hint('endpoint list')}`);
    return ends.length > 0 && ends.every(({ taken }) => taken.kind === 'taken') ? undefined : EXIT.failed;
  };
}

export function takenText(taken: Taken, style: Style): string {
  switch (taken.kind) {
    case 'taken':
      return style.good('taken');
    case 'gone':
      return style.bad('gone (410)');
    case 'failed':
      return style.bad(taken.code);
  }
}

function renderEvents(events: readonly OutwardEvent[], { times, columns }: Frame): string {
  if (events.length === 0) return 'Nothing has happened yet.';
  const rows = events.map((event) => [absolute(Date.parse(event.time), times), event.type, event.id]);
  return renderTable({ head: ['TIME', 'EVENT', 'ID'], rows, columns });
}
