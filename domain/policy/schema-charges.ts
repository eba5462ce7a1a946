import { z } from 'zod';
import { IDLE } from './idle.ts';
import { amount, block, id, listOf, someOf, word } from './schema-values.ts';
import { CHARGE_ITEMS, DAMAGES } from './vocabulary.ts';

const remedy = word(['quote', 'refuse'], 'answer to a lost warranty');

/** Who pays, and how much. */
export const chargeKeys = {
  warranty: block({
    from: word(['purchase-date'], 'start of a warranty'),
    exclusions: someOf(DAMAGES.filter((damage) => damage !== 'none') as [Excluded, ...Excluded[]], remedy),
    expired: remedy,
  })
    .optional()
    .transform((written) => written ?? IDLE.warranty),
  prices: block({
    charged: listOf(word(CHARGE_ITEMS, 'thing to charge for')),
    travel: amount,
    labour: z.record(id, amount),
    parts: z.record(id, amount),
  })
    .optional()
    .transform((written) => written ?? IDLE.prices),
};

type Excluded = Exclude<(typeof DAMAGES)[number], 'none'>;
