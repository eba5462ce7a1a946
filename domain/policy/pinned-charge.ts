import type { FactsFilter } from './pinned-filter.ts';
import type { ChargeItem, Damage } from './vocabulary.ts';

export interface WarrantyRules {
  readonly anchor: 'purchase-date';
  /** First match wins. */
  readonly periods: readonly { readonly when: FactsFilter; readonly months: number }[];
  /** What a damage does to a free repair: a priced quotation or no service at all (S4 quotes, S1i refuses). */
  readonly exclusions: Readonly<Partial<Record<Exclude<Damage, 'none'>, 'quote' | 'refuse'>>>;
  readonly expired: 'quote' | 'refuse';
}

export interface PriceList {
  readonly parts: Readonly<Record<string, number>>;
  readonly labour: Readonly<Record<string, number>>;
  readonly travelMinor: number;
  /** What is charged outside warranty; within it nothing is. */
  readonly charged: readonly ChargeItem[];
}
