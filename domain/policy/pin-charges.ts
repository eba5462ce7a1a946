import { mapValues } from '../shared/map-values.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';
import { toMinor } from './units.ts';

/** Who pays and how much, as a case carries it. */
export function pinCharges(source: PolicySource) {
  const minor = (amount: string): number => toMinor(amount, source.currency) ?? 0;
  return {
    warranty: {
      anchor: source.warranty.from,
      periods: Object.entries(source.products).flatMap(([model, { warrantyMonths: months }]) =>
        months === undefined ? [] : [{ when: { products: [model] }, months }],
      ),
      exclusions: source.warranty.exclusions,
      expired: source.warranty.expired,
    },
    prices: {
      parts: mapValues(source.prices.parts, minor),
      labour: mapValues(source.prices.labour, minor),
      travelMinor: minor(source.prices.travel),
      charged: source.prices.charged,
    },
  } satisfies Partial<PinnedPolicy>;
}
