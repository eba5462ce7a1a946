import { IDLE } from './idle.ts';
import { prices } from './schema-prices.ts';
import { section } from './schema-values.ts';
import { warranty } from './schema-warranty.ts';

/** Who pays, and how much. */
export const chargeKeys = {
  warranty: section(warranty, IDLE.warranty),
  prices: section(prices, IDLE.prices),
};
