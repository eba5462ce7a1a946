import { pinPrices } from './pin-prices.ts';
import { pinWarranty } from './pin-warranty.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** Who pays and how much, as a case carries it. */
export function pinCharges(source: PolicySource) {
  return { warranty: pinWarranty(source), prices: pinPrices(source) } satisfies Partial<PinnedPolicy>;
}
