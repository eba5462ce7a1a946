import type { UsedItem } from '../case/commands.ts';
import type { WarrantyStanding } from '../case/events.ts';
import { matches, type Traits } from '../policy/match.ts';
import type { ChargeRule, PriceList, WarrantyRules } from '../policy/pinned.ts';
import type { FaultCause } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';
import { outcomeOfCause } from '../warranty/causes.ts';

/** What was done for a case; codes are on the price list. */
export interface Work {
  readonly cause: FaultCause;
  readonly parts: readonly UsedItem[];
  readonly labour: readonly UsedItem[];
  /** Services with a price of their own, such as an upgrade (S1e, S1m): charged whoever bears the fault. */
  readonly fees?: readonly UsedItem[];
}

/** One line of a bill, in minor units. */
export interface ChargeLine {
  readonly what: 'part' | 'labour' | 'travel' | 'fee';
  /** Its code on the price list; null for travel. */
  readonly code: string | null;
  readonly quantity: number;
  readonly eachMinor: number;
}

/** What decides a bill besides the price list. */
export interface Job extends Work {
  readonly warranty: WarrantyStanding | null;
  readonly traits: Traits;
}

/**
 * The bill by the published list only (S0, S1f). Free in warranty (S4) but for what a cause or the kind of fee makes
 * payable; what is charged, and whether at the list's price or at cost, may hang on the standing (S1a, S1d, S1h).
 */
export function chargeLines(prices: PriceList, rules: WarrantyRules, job: Job): readonly ChargeLine[] {
  const outcome = outcomeOfCause(rules, job.warranty, job.cause);
  if (outcome === 'refuse') return [];
  const fees = lines('fee', job.fees ?? [], prices.fees ?? {});
  return outcome === 'free' ? fees : [...charged(prices, job), ...fees];
}

function charged(prices: PriceList, { parts, labour, traits }: Job): readonly ChargeLine[] {
  const { charge, at } = chargeRuleOf(prices, traits);
  const costs = at === 'cost' ? prices.costs : undefined;
  return charge.flatMap((item): readonly ChargeLine[] => {
    switch (item) {
      case 'parts':
        return lines('part', parts, { ...prices.parts, ...costs?.parts });
      case 'labour':
        return lines('labour', labour, { ...prices.labour, ...costs?.labour });
      case 'travel':
        return prices.travelMinor === 0
          ? []
          : [{ what: 'travel', code: null, quantity: 1, eachMinor: prices.travelMinor }];
      default:
        return assertNever(item);
    }
  });
}

/** What such a case is charged for; the first rule that fits, else what the policy charges everybody. */
function chargeRuleOf({ charges = [], charged: usual }: PriceList, traits: Traits): Pick<ChargeRule, 'charge' | 'at'> {
  return charges.find(({ when }) => matches(when, traits)) ?? { charge: usual, at: 'price' };
}

/** A market price comes with the item, for no list has it (S1b). */
function lines(
  what: ChargeLine['what'],
  items: readonly UsedItem[],
  list: Readonly<Record<string, number>>,
): readonly ChargeLine[] {
  return items.map(({ code, quantity, priceMinor }) => ({
    what,
    code,
    quantity,
    eachMinor: priceMinor ?? list[code] ?? 0,
  }));
}
