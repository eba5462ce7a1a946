import type { Traits } from '../match.ts';
import { type CaseKind, GRADES, TIERS, URGENCIES } from '../vocabulary.ts';

/**
 * Every sort of case of these kinds that a filter can tell apart, once it is classified. Its way and its channel are left
 * out: rows that ask for them fit none of these, and are not compared.
 */
export function traitsOf(kinds: readonly CaseKind[], product: string): Traits[] {
  // A pattern stands for any model it fits, such as its own stem.
  const productModel = product.endsWith('*') ? product.slice(0, -1) : product;
  return kinds.flatMap((kind) =>
    GRADES.flatMap((grade) =>
      URGENCIES.flatMap((urgency) => TIERS.map((tier) => ({ kind, grade, urgency, tier, productModel }))),
    ),
  );
}
