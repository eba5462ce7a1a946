import type { UsedItem } from '../case/commands.ts';
import type { WarrantyStanding } from '../case/events.ts';
import type { PriceList, WarrantyRules } from '../policy/pinned.ts';
import type { ChargeItem, FaultCause } from '../policy/vocabulary.ts';

/** What was used on a visit; codes are on the price list. */
export interface Work {
  readonly cause: FaultCause;
  readonly parts: readonly UsedItem[];
  readonly labour: readonly UsedItem[];
}

/**
 * The fee in minor units, by the published list only (S0, S1f). Free in warranty (S4), unless the visit finds that the
 * user caused the fault and the policy charges for that.
 */
export function feeMinor(
  prices: PriceList,
  rules: WarrantyRules,
  warranty: WarrantyStanding | null,
  work: Work,
): number {
  const free =
    warranty?.standing === 'in-warranty' &&
    !(work.cause === 'user-damage' && rules.exclusions['user-damage'] !== undefined);
  if (free) return 0;
  const amounts: Record<ChargeItem, number> = {
    parts: total(work.parts, prices.parts),
    labour: total(work.labour, prices.labour),
    travel: prices.travelMinor,
  };
  return prices.charged.reduce((sum, item) => sum + amounts[item], 0);
}

function total(items: readonly UsedItem[], list: Readonly<Record<string, number>>): number {
  return items.reduce((sum, { code, quantity }) => sum + (list[code] ?? 0) * quantity, 0);
}
