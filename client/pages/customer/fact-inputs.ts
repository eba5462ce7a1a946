import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { type FactName, ORDER_KINDS, PROOFS } from '../../../domain/policy/vocabulary.ts';
import { localInstant } from '../../requests/local-instant.ts';

/** How a fact is asked for on a page. */
export type FactInput =
  | { readonly kind: 'line'; readonly type: 'text' | 'tel' | 'email' | 'date'; readonly complete: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly options: readonly string[] };

const line = (type: 'text' | 'tel' | 'email' | 'date' = 'text', complete = 'off'): FactInput => ({
  kind: 'line',
  type,
  complete,
});
const choice = (options: readonly string[]): FactInput => (options.length === 0 ? line() : { kind: 'choice', options });

export function inputOf(fact: FactName, { pinned, products }: Pick<PolicyDocument, 'pinned' | 'products'>): FactInput {
  switch (fact) {
    case 'customer-name':
      return line('text', 'name');
    case 'phone':
      return line('tel', 'tel');
    case 'email':
      return line('email', 'email');
    case 'address':
      return line('text', 'street-address');
    case 'fault-description':
    case 'wish':
    case 'special-wish':
      return { kind: 'text' };
    case 'purchase-date':
    case 'order-date':
    case 'delivery-date':
    case 'installation-date':
    case 'acceptance-date':
    case 'completion-date':
    case 'manufacture-date':
    case 'wished-by':
    case 'birthday':
      return line('date');
    case 'region':
      return choice(pinned.regions);
    case 'product-model':
      return choice(Object.keys(products));
    case 'proof':
      return choice(PROOFS);
    case 'order-kind':
      return choice(ORDER_KINDS);
    case 'fault':
      return choice(pinned.faults ?? []);
    default:
      return line();
  }
}

/** What was written, as a request writes it: a day may stand for a moment, or for the day of every year. */
export function requestValueOf(fact: FactName, written: string, zone: string): string {
  if (fact === 'birthday' && /^\d{4}-\d{2}-\d{2}$/.test(written)) return `-${written.slice(4)}`;
  if (fact === 'wished-by') {
    const endOfDayMs = localInstant(written, '18:00', zone);
    return endOfDayMs === null ? written : new Date(endOfDayMs).toISOString();
  }
  return written;
}
