import { prices } from './schema-prices.ts';
import { warranty } from './schema-warranty.ts';

/** Who pays, and how much. */
export const chargeKeys = { warranty, prices };
