import type { FollowUpAnswer } from '../case/commands.ts';
import type { CareAnswer } from '../policy/care-words.ts';
import { assertNever } from '../shared/assert-never.ts';
import { type FactWords, factsIn, type ReadFacts } from './facts.ts';
import type { Question } from './question.ts';
import { scoreIn } from './score.ts';
import { howItGoes, yesOrNo } from './words.ts';

/** What a text says to a question. */
export type Reading =
  | { readonly kind: 'confirm'; readonly revision: number }
  | { readonly kind: 'another-time' }
  | { readonly kind: 'rate'; readonly score: number }
  | { readonly kind: 'follow-up'; readonly day: number; readonly answer: FollowUpAnswer }
  | {
      readonly kind: 'occasion';
      readonly occasion: string;
      readonly answer: CareAnswer | null;
      readonly score: number | null;
    }
  | { readonly kind: 'quotation'; readonly itemId: string; readonly step: 'accepted' | 'declined' }
  | { readonly kind: 'facts'; readonly facts: ReadFacts };

/** The reading of a text against one question, or null when it does not plainly answer it. */
export function readAnswer(text: string, question: Question, words: FactWords): Reading | null {
  switch (question.kind) {
    case 'appointment': {
      const said = yesOrNo(text);
      if (said === null) return null;
      return said === 'yes' ? { kind: 'confirm', revision: question.revision } : { kind: 'another-time' };
    }
    case 'rating': {
      const score = scoreIn(text, question.scale);
      return score === null ? null : { kind: 'rate', score };
    }
    case 'follow-up': {
      const answer = howItGoes(text);
      // The choice of a visit is not among the answers of a follow-up.
      if (answer === null || answer === 'booked') return null;
      return { kind: 'follow-up', day: question.day, answer };
    }
    case 'occasion': {
      const { occasion, scale } = question;
      const score = scale === null ? null : scoreIn(text, scale);
      const answer = scale === null ? howItGoes(text) : null;
      return score === null && answer === null ? null : { kind: 'occasion', occasion, answer, score };
    }
    case 'quotation': {
      const said = yesOrNo(text);
      const { itemId } = question;
      return said === null ? null : { kind: 'quotation', itemId, step: said === 'yes' ? 'accepted' : 'declined' };
    }
    case 'facts': {
      const facts = factsIn(text, question.missing, words);
      return facts === null ? null : { kind: 'facts', facts };
    }
    default:
      return assertNever(question);
  }
}

/** Somebody answers "is all well?" in their own words: a person is to read it. Null where a question waits for no words. */
export function readOwnWords(question: Question): Reading | null {
  switch (question.kind) {
    case 'follow-up':
      return { kind: 'follow-up', day: question.day, answer: 'question' };
    case 'occasion': {
      const { occasion, scale } = question;
      return scale === null ? { kind: 'occasion', occasion, answer: 'question', score: null } : null;
    }
    case 'appointment':
    case 'rating':
    case 'quotation':
    case 'facts':
      return null;
    default:
      return assertNever(question);
  }
}
