import { written } from './filter-of.ts';
import type { WarrantyRules } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** When a repair is free, as a case carries it. What the file leaves out stays out. */
export function pinWarranty({ warranty, products }: PolicySource): WarrantyRules {
  const { from, proof, exclusions, expired, causes, repairedPartMonths, restartAfter } = warranty;
  const [anchor = 'purchase-date', ...orElse] = from;
  return {
    anchor,
    ...(orElse.length === 0 ? {} : { orElse }),
    periods: Object.entries(products).flatMap(([model, { warrantyMonths: months, parts }]) =>
      months === undefined ? [] : [{ when: { products: [model] }, months, ...(parts === undefined ? {} : { parts }) }],
    ),
    ...(proof === undefined ? {} : { proof }),
    exclusions,
    expired,
    ...written({ causes, repairedPartMonths, restartAfter }),
  };
}
