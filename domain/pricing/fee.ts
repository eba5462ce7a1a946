import type { PriceList, WarrantyRules } from '../policy/pinned.ts';
import { chargeLines, type Job } from './charge-lines.ts';

/** The fee in minor units: the sum of the bill. */
export function feeMinor(prices: PriceList, rules: WarrantyRules, job: Job): number {
  return chargeLines(prices, rules, job).reduce((sum, { quantity, eachMinor }) => sum + quantity * eachMinor, 0);
}
