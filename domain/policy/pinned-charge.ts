import type { FactsFilter } from './pinned-filter.ts';
import type { ChargeItem } from './vocabulary.ts';

export interface PriceList {
  readonly parts: Readonly<Record<string, number>>;
  readonly labour: Readonly<Record<string, number>>;
  readonly travelMinor: number;
  /** What is charged outside warranty; within it nothing is. */
  readonly charged: readonly ChargeItem[];
  /** Codes of parts whose price is the market's of the day (S1b); absent when there are none. */
  readonly market?: readonly string[];
  /** What things cost us, for whoever is charged at cost (S1a, S1d, S1h); absent when nobody is. */
  readonly costs?: Readonly<Record<'parts' | 'labour', Readonly<Record<string, number>>>>;
  /** Services with a price of their own, charged in warranty too (S1e, S1m); absent when there are none. */
  readonly fees?: Readonly<Record<string, number>>;
  /** First match wins; a case that none fits is charged what is `charged`. */
  readonly charges?: readonly ChargeRule[];
}

export interface ChargeRule {
  readonly when: FactsFilter;
  readonly charge: readonly ChargeItem[];
  readonly at: 'price' | 'cost';
}
