import type { CommandOf } from '../commands.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** Every word with the customer is kept (S1c, S1j); the first that reached them is the response clocks run to (S1a, S3). */
export function recordContact(state: CaseState, command: CommandOf<'RecordContact'>): Ruling {
  const { direction, channel, outcome, noteId } = command;
  if (direction === 'from' && outcome === 'no-answer') return refuse('nobody-called', '/outcome');
  const first = direction === 'to' && outcome === 'reached' && state.respondedRound !== state.round;
  return accept({
    type: 'CustomerContacted',
    direction,
    channel,
    outcome,
    ...(first ? { first } : {}),
    noteId,
  });
}
