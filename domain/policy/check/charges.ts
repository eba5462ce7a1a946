import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import type { SourcePrice } from '../schema-prices.ts';

/** Whoever is charged at cost must find a cost on the list: the price instead would break the promise. */
export function checkCharges({ prices }: PolicySource): Finding[] {
  const atCost = new Set((prices.charges ?? []).flatMap(({ charge, at }) => (at === 'cost' ? charge : [])));
  return [
    ...(atCost.has('parts') ? withoutCost('parts', prices.parts) : []),
    ...(atCost.has('labour') ? withoutCost('labour', prices.labour) : []),
  ];
}

function withoutCost(list: 'parts' | 'labour', codes: Readonly<Record<string, SourcePrice>>): Finding[] {
  return Object.entries(codes).flatMap(([code, { cost, market }]): Finding[] => {
    if (cost !== undefined || market === true) return [];
    const message = `some customers are charged ${list} at cost, and ${code} has none; write ${code}: { price: …, cost: … }`;
    return [{ code: 'cost-missing', message, path: ['prices', list, code] }];
  });
}
