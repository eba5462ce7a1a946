import type { FactWords } from './facts.ts';
import type { Question } from './question.ts';
import { type Reading, readAnswer, readOwnWords } from './read.ts';

/** Something that was written to an address. */
export interface Told {
  /** Null when it asked nothing. */
  readonly question: Question | null;
}

export interface Choice<T extends Told> {
  /** The message that is answered. */
  readonly about: T;
  /** Null: in words that no rule reads. */
  readonly reading: Reading | null;
}

/**
 * Which of the messages a text answers, the newest first: the newest that it plainly answers. A `1` answers what was
 * asked last; a `5` goes back to the rating where the last question was of yes or no. What answers none belongs to the
 * newest message. Null when nothing was written.
 */
export function chooseAnswered<T extends Told>(
  text: string,
  told: readonly T[],
  words: (told: T) => FactWords,
): Choice<T> | null {
  for (const about of told) {
    const reading = about.question === null ? null : readAnswer(text, about.question, words(about));
    if (reading !== null && !(reading.kind === 'facts' && about !== told[0])) return { about, reading };
  }
  const [newest] = told;
  if (newest === undefined) return null;
  return { about: newest, reading: newest.question === null ? null : readOwnWords(newest.question) };
}
