import { assertNever } from '../shared/assert-never.ts';
import type { CaseEvent, FactOf } from './events.ts';
import type { HeldMessage } from './state.ts';

/** The messages that wait for their recipients' hours, after one is held or waits no more. */
export function evolveMessages(
  held: readonly HeldMessage[],
  event: Extract<CaseEvent, FactOf<'MessageHeld' | 'MessageReleased' | 'MessageSuppressed'>>,
): readonly HeldMessage[] {
  switch (event.type) {
    case 'MessageHeld':
      return [...held, { intent: event.intent, releaseAtMs: event.releaseAtMs }];
    case 'MessageReleased':
      return held.filter(({ intent }) => intent.key !== event.intent.key);
    case 'MessageSuppressed':
      return held.filter(({ intent }) => intent.key !== event.key);
    default:
      return assertNever(event);
  }
}
