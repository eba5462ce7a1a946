import { setTimeout as sleep } from 'node:timers/promises';
import { type EventChoice, wants } from '../../../domain/outward/types.ts';
import { RefusedError } from '../../errors.ts';
import { addressFaults, choiceFaults } from '../../requests/endpoint.ts';
import type { Action } from '../session.ts';
import { takenText } from './events.ts';

const LOOK_EVERY_MS = 500;

/** Forwards what happens until Ctrl-C. What is not taken is told and not sent again: nobody waits for it. */
export function listenAction(url: string, types: EventChoice, everyMs: number = LOOK_EVERY_MS): Action {
  return async ({ aftercare, organisation, deps, print, say, style }) => {
    const [first, ...others] = [...addressFaults(url, 'private', '--forward-to'), ...choiceFaults(types, '--events')];
    if (first !== undefined) throw new RefusedError([first, ...others]);
    const listener = await aftercare.listen(organisation);
    say(`Signed with ${listener.secret}, which is the same the next time. Ctrl-C ends it.`);
    while (!deps.interrupted.aborted) {
      for (const event of await listener.next()) {
        if (deps.interrupted.aborted || !wants(types, event.type)) continue;
        const taken = await deps.run.post({ url, reach: 'private', secrets: [listener.secret] }, event);
        print({ event, taken }, () => `${event.time}  ${event.type}  ${event.id}  ${takenText(taken, style)}`);
      }
      await sleep(everyMs, undefined, { signal: deps.interrupted }).catch(() => {});
    }
    return undefined;
  };
}
