import { z } from 'zod';
import { BRINGS, FREIGHT_PAYERS } from './pinned-depot.ts';
import { when } from './schema-filter.ts';
import { block, word } from './schema-values.ts';

/** What a policy says of a unit that is repaired in the workshop. */
export const depotKeys = {
  brings: word(BRINGS, 'way to the workshop').optional(),
  freight: z
    .array(block({ when, payer: word(FREIGHT_PAYERS, 'payer') }))
    .min(1, 'write at least one row')
    .optional(),
  agrees: z.literal(true).optional(),
};
