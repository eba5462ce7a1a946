import { toText } from '../../database/json.ts';
import type { Channel } from '../../domain/policy/vocabulary.ts';
import type { Reading } from '../../domain/reply/read.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import type { CommandId } from '../../domain/shared/ids.ts';
import type { CaseCommandType } from '../aftercare.ts';
import { TEXT_LONGEST, textFault } from '../requests/text.ts';

/** Made of the reply, so a repeat is a repeat; `words` when the case did not take what it meant. */
export function replyCommandId(id: string, which: 'meant' | 'words' | 'assigned'): CommandId {
  return which === 'meant' ? `reply-${id}` : `reply-${id}-${which}`;
}

/** What a case is told of a reply. */
export interface ReplyCommand {
  readonly type: CaseCommandType;
  readonly body: object;
}

/** The words stand beside what they were read as, unless they are all of it. */
export function commandOf(reading: Reading, channel: Channel, text: string): ReplyCommand {
  const note = /\s/.test(text.trim()) || text.trim().length > 12 ? noteOf(text) : null;
  switch (reading.kind) {
    case 'confirm':
      return { type: 'ConfirmAppointment', body: { revision: reading.revision } };
    case 'another-time':
      return contactOf(channel, text);
    case 'rate':
      return { type: 'RateService', body: { score: reading.score, note } };
    case 'follow-up':
      return { type: 'AnswerFollowUp', body: { day: reading.day, answer: reading.answer, note } };
    case 'occasion': {
      const { occasion, answer, score } = reading;
      return { type: 'AnswerOccasion', body: { occasion, answer, score, note } };
    }
    case 'quotation':
      return { type: 'AdvanceItem', body: { item: reading.itemId, step: reading.step, note } };
    case 'facts':
      return { type: 'ProvideFacts', body: { facts: reading.facts } };
    default:
      return assertNever(reading);
  }
}

/** The customer's words as they stand, for people to read. */
export function contactOf(channel: Channel, text: string): ReplyCommand {
  return {
    type: 'RecordContact',
    body: { direction: 'from', channel, outcome: 'reached', note: noteOf(text) },
  };
}

/** What a note may hold: a longer text is cut, for the whole of it stays in the inbox. */
function noteOf(text: string): string | null {
  const fault = textFault(text, TEXT_LONGEST);
  if (fault === null) return text;
  const mended = toText(toText(text).slice(0, TEXT_LONGEST));
  return mended.trim() === '' ? null : mended;
}
