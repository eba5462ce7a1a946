import { z } from 'zod';
import { kind, when } from './schema-filter.ts';
import { block, id, listOf, perLocale, text, word } from './schema-values.ts';
import { GRADES, TIERS, URGENCIES } from './vocabulary.ts';

/** How a request is sorted by its facts and its words. */
export const sortingKeys = {
  marks: z.record(id, perLocale(listOf(text))).optional(),
  sort: z
    .array(
      block({
        name: id,
        when,
        set: block({
          kind: kind.optional(),
          grade: word(GRADES, 'grade').optional(),
          urgency: word(URGENCIES, 'urgency').optional(),
          tier: word(TIERS, 'tier').optional(),
        }),
      }),
    )
    .optional(),
};
