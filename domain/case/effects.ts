import type { MessageIntent } from '../notice/intent.ts';
import type { PersonId } from '../policy/pinned.ts';

/** What an event asks of the world. Performed after the journal holds the event; its result returns as a command. */
export type Effect =
  | { readonly kind: 'send'; readonly intent: MessageIntent }
  | { readonly kind: 'measure-load' }
  | {
      readonly kind: 'reserve-slot';
      readonly technicianId: PersonId;
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
    }
  | { readonly kind: 'release-slots' }
  | { readonly kind: 'archive' };
