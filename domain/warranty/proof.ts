import { type Facts, plainFact } from '../case/facts.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { Proof } from '../policy/vocabulary.ts';

/** True when the policy asks for no paper, or the customer has one that it takes; a known order proves the order (S1f, S1i). */
export function isProven({ proof }: WarrantyRules, facts: Facts): boolean {
  return proof === undefined || isShown(proof.any, facts);
}

/** True when the customer has one of these papers; a known order number is an order. */
export function isShown(any: readonly Proof[], facts: Facts): boolean {
  const shown = plainFact(facts, 'proof');
  return any.some((paper) => paper === shown || (paper === 'order' && facts['order-number'] !== undefined));
}
