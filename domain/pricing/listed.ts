import type { UsedItem } from '../case/commands.ts';
import { type Refusal, refusal } from '../case/refusals.ts';
import type { PriceList } from '../policy/pinned.ts';

/** The most of one thing that can be charged at once: a guard against slips of a key. */
const MOST = 999;

type Used = Readonly<Partial<Record<'parts' | 'labour' | 'fees', readonly UsedItem[]>>>;

/** Refuses what the published list doesn't have (S0, S1f); null when all of it may be charged. */
export function refuseUnlisted({ parts = [], labour = [], fees = [] }: Used, prices: PriceList): Refusal | null {
  return (
    wrongOne(parts, prices.parts, 'part-not-on-price-list', '/parts', prices.market) ??
    wrongOne(labour, prices.labour, 'labour-not-on-price-list', '/labour') ??
    wrongOne(fees, prices.fees ?? {}, 'fee-not-on-price-list', '/fees')
  );
}

function wrongOne(
  items: readonly UsedItem[],
  list: Readonly<Record<string, number>>,
  unlisted: 'part-not-on-price-list' | 'labour-not-on-price-list' | 'fee-not-on-price-list',
  place: string,
  market: readonly string[] = [],
): Refusal | null {
  for (const [index, { code: value, quantity, priceMinor }] of items.entries()) {
    const isMarket = market.includes(value);
    if (!isMarket && !Object.hasOwn(list, value)) return refusal(unlisted, `${place}/${index}/code`, { value });
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST) {
      return refusal('quantity-out-of-range', `${place}/${index}/quantity`, { value });
    }
    const priced = priceMinor ?? null;
    if (isMarket && priced === null) return refusal('market-price-missing', `${place}/${index}/priceMinor`, { value });
    if (!isMarket && priced !== null) return refusal('price-is-fixed', `${place}/${index}/priceMinor`, { value });
    if (priced !== null && !(priced >= 0 && Number.isInteger(priced) && Number.isSafeInteger(priced * MOST))) {
      return refusal('market-price-out-of-range', `${place}/${index}/priceMinor`, { value });
    }
  }
  return null;
}
