import { mapValues } from '../shared/map-values.ts';
import { filterOf } from './filter-of.ts';
import type { PriceList } from './pinned.ts';
import type { PolicySource } from './schema.ts';
import type { SourcePrice } from './schema-prices.ts';
import { toMinor } from './units.ts';
import type { PriceUnit } from './vocabulary.ts';

type Prices = Readonly<Record<string, SourcePrice>>;

/** The price list as a case carries it, in minor units. What the file leaves out stays out. */
export function pinPrices({ prices, currency }: PolicySource): PriceList {
  const minor = (amount = ''): number => toMinor(amount, currency) ?? 0;
  const listed = (list: Prices) =>
    mapValues(Object.fromEntries(Object.entries(list).filter(([, { price }]) => price !== undefined)), ({ price }) =>
      minor(price),
    );
  const costs = (list: Prices) =>
    mapValues(Object.fromEntries(Object.entries(list).filter(([, { cost }]) => cost !== undefined)), ({ cost }) =>
      minor(cost),
    );
  const market = Object.keys(prices.parts).filter((code) => prices.parts[code]?.market);
  const atCost = { parts: costs(prices.parts), labour: costs(prices.labour) };
  return {
    parts: listed(prices.parts),
    labour: listed(prices.labour),
    travelMinor: minor(prices.travel),
    charged: prices.charged,
    ...(market.length === 0 ? {} : { market }),
    ...(Object.values(atCost).every((list) => Object.keys(list).length === 0) ? {} : { costs: atCost }),
    ...(prices.fees === undefined ? {} : { fees: listed(prices.fees) }),
    ...(prices.charges === undefined
      ? {}
      : { charges: prices.charges.map(({ when, charge, at = 'price' }) => ({ when: filterOf(when), charge, at })) }),
  };
}

/** What prices are for one of, where the list says so; undefined when it never does. */
export function unitsOf({ prices }: PolicySource): Readonly<Record<string, PriceUnit>> | undefined {
  const all = Object.entries({ ...prices.parts, ...prices.labour, ...prices.fees });
  const units = all.flatMap(([code, { unit }]): [string, PriceUnit][] => (unit === undefined ? [] : [[code, unit]]));
  return units.length === 0 ? undefined : Object.fromEntries(units);
}
