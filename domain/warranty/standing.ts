import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { localDate } from '../calendar/local-day.ts';
import type { WarrantyStanding } from '../case/events.ts';
import { matches, type Traits } from '../policy/match.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { Damage } from '../policy/vocabulary.ts';
import { addMonths } from '../shared/civil-date.ts';

/**
 * Where a product stands on the day of `nowMs` (domain.md §3; S4: one year from purchase, damage by people is paid).
 * The last day of the period is still covered. A policy that gives no product a period knows of no warranty.
 */
export function warrantyStanding(
  rules: WarrantyRules,
  traits: Traits,
  purchaseDate: string | null,
  damage: Damage,
  calendars: ExpandedCalendars,
  nowMs: number,
): WarrantyStanding {
  const exclusion = damage === 'none' ? undefined : rules.exclusions[damage];
  if (damage !== 'none' && exclusion !== undefined) return { standing: 'excluded', damage, outcome: exclusion };
  const period = rules.periods.find(({ when }) => matches(when, traits));
  if (rules.periods.length === 0) return { standing: 'unknown', missing: rules.anchor };
  if (period === undefined && traits.productModel === null) return { standing: 'unknown', missing: 'product-model' };
  if (period === undefined) return { standing: 'expired', untilDate: purchaseDate ?? '', outcome: rules.expired };
  if (purchaseDate === null) return { standing: 'unknown', missing: rules.anchor };
  const untilDate = addMonths(purchaseDate, period.months);
  return localDate(calendars, nowMs) <= untilDate
    ? { standing: 'in-warranty', untilDate }
    : { standing: 'expired', untilDate, outcome: rules.expired };
}

/** True when the policy gives such a case no service at all (S1i), not even paid. */
export function isServiceRefused(warranty: WarrantyStanding): boolean {
  return 'outcome' in warranty && warranty.outcome === 'refuse';
}
