import { z } from 'zod';
import { opaqueId, wholeNumber } from './fields.ts';

/** What was used or is needed, by its codes on the price list; `priceMinor` where the market has the price. */
export const usedItems = z
  .array(z.strictObject({ code: opaqueId(64), quantity: wholeNumber, priceMinor: wholeNumber.optional() }))
  .max(100);
