import { type Facts, plainFact } from '../case/facts.ts';
import type { WarrantyRules } from '../policy/pinned.ts';

/** True when the policy asks for no paper, or the customer has one that it takes; a known order proves the order (S1f, S1i). */
export function isProven({ proof }: WarrantyRules, facts: Facts): boolean {
  if (proof === undefined) return true;
  const shown = plainFact(facts, 'proof');
  return proof.any.some((paper) => paper === shown || (paper === 'order' && facts['order-number'] !== undefined));
}
