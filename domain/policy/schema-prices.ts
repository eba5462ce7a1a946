import { z } from 'zod';
import { when } from './schema-filter.ts';
import { amount, block, id, listOf, word } from './schema-values.ts';
import { CHARGE_AT, CHARGE_ITEMS, PRICE_UNITS } from './vocabulary.ts';

const unit = word(PRICE_UNITS, 'unit').optional();
const shape = { price: amount, cost: amount.optional(), unit };

/** A price alone, or a block with the price and what else there is to say of it. */
function priceOr<Shape extends z.ZodRawShape>(keys: Shape) {
  return z.preprocess(
    (input) => (typeof input === 'number' || typeof input === 'string' ? { price: input } : input),
    block(keys).meta({ short: 'price' }),
  );
}

/** A line of labour or of a fee. */
export const labour = priceOr(shape);
export const part = priceOr({
  ...shape,
  price: amount.optional(),
  market: z.literal(true, 'write true').optional(),
}).refine(
  ({ price, cost, market }) => (market ? price === undefined && cost === undefined : price !== undefined),
  'write a price, or market: true for one that is the market’s of the day',
);

/** The published list: nothing else may be charged. */
export const prices = block({
  charged: listOf(word(CHARGE_ITEMS, 'thing to charge for')),
  travel: amount,
  labour: z.record(id, labour),
  parts: z.record(id, part),
  fees: z.record(id, labour).optional(),
  charges: z
    .array(
      block({
        when,
        charge: listOf(word(CHARGE_ITEMS, 'thing to charge for')),
        at: word(CHARGE_AT, 'sort of price').optional(),
      }),
    )
    .optional(),
});

/** A line of any of the lists; only parts may have a market price. */
export type SourcePrice = Omit<z.output<typeof labour>, 'price'> & {
  readonly price?: string | undefined;
  readonly market?: true | undefined;
};
