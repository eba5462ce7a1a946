import type { CommandOf } from '../commands.ts';
import { accept, type Ruling } from '../ruling.ts';

/** A customer's yes or no is taken as it is said, as often as it is said, wherever the case stands. */
export function recordConsent({ consent, channel, purpose, noteId }: CommandOf<'RecordConsent'>): Ruling {
  return accept({ type: 'ConsentRecorded', consent, channel, purpose, noteId });
}
