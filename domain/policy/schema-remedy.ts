import { z } from 'zod';
import { FREIGHT_PAYERS } from './pinned-depot.ts';
import { GROUNDS, PACKAGINGS, REMEDIES, SET_TERMS, SHORTFALLS } from './remedy-words.ts';
import { when } from './schema-filter.ts';
import { block, count, listOf, positive, word } from './schema-values.ts';
import { PROOFS, WARRANTY_ANCHORS } from './vocabulary.ts';

const some = <Words extends readonly [string, ...string[]]>(words: Words, what: string) =>
  listOf(word(words, what)).refine((all) => all.length > 0, `write at least one ${what}`);

const rule = block({
  when,
  remedy: some(REMEDIES, 'remedy'),
  grounds: some(GROUNDS, 'ground'),
  withinDays: positive.optional(),
  from: some(WARRANTY_ANCHORS, 'day to count from').optional(),
  packaging: word(PACKAGINGS, 'state of packaging').optional(),
  points: count.optional(),
  perOrder: positive.optional(),
  promotion: word(['excluded'], 'term for promotions').optional(),
  sets: word(SET_TERMS, 'term for sets').optional(),
  proof: some(PROOFS, 'proof').optional(),
  repairs: positive.optional(),
  complaint: word(['needed'], 'term for complaints').optional(),
  surplus: word(FREIGHT_PAYERS, 'payer').optional(),
  shortfall: word(SHORTFALLS, 'term for a shortfall').optional(),
  freight: word(FREIGHT_PAYERS, 'payer'),
});

/** The terms on which goods come back. */
export const remedyRules = z.array(rule).min(1, 'write at least one rule');

export type SourceRemedyRule = z.output<typeof rule>;
