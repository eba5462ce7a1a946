import type { MessageIntent } from '../../notice/intent.ts';
import type { MessageOutcome } from '../commands.ts';

/** What became of messages. */
export type MessageFact =
  | { readonly type: 'MessagePlanned'; readonly intent: MessageIntent }
  | { readonly type: 'MessageHeld'; readonly intent: MessageIntent; readonly releaseAtMs: number }
  | { readonly type: 'MessageReleased'; readonly intent: MessageIntent }
  | {
      readonly type: 'MessageSuppressed';
      readonly key: string;
      readonly reason: 'superseded' | 'case-closed' | 'answered' | 'opted-out';
    }
  | { readonly type: 'MessageSettled'; readonly key: string; readonly outcome: MessageOutcome };
