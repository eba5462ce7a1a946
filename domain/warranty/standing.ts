import type { WarrantyStanding } from '../case/events.ts';
import { type Facts, plainFact } from '../case/facts.ts';
import type { Traits } from '../policy/match.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { Damage } from '../policy/vocabulary.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import { warrantyStart } from './anchor.ts';
import { lastCoveredDay, warrantyPeriod } from './period.ts';
import { isProven } from './proof.ts';

/** A claim as the desk has it. */
export interface Claim {
  readonly traits: Traits;
  readonly facts: Facts;
  readonly damage: Damage;
}

/**
 * Where a product, or the part of it that is at fault, stands on the day `today` (domain.md §3; S4: one year from
 * purchase, damage by people is paid). The last day of the period is still covered. A policy that gives no product a period knows of no
 * warranty.
 */
export function warrantyStanding(rules: WarrantyRules, claim: Claim, today: CivilDate): WarrantyStanding {
  const { traits, facts, damage } = claim;
  const exclusion = damage === 'none' ? undefined : rules.exclusions[damage];
  if (damage !== 'none' && exclusion !== undefined) return { standing: 'excluded', damage, outcome: exclusion };
  if (rules.periods.length === 0) return { standing: 'unknown', missing: rules.anchor };
  const start = warrantyStart(rules, facts);
  const period = warrantyPeriod(rules, traits, plainFact(facts, 'part'));
  if (period === null && traits.productModel === null) return { standing: 'unknown', missing: 'product-model' };
  if (period === null) return { standing: 'expired', untilDate: start?.date ?? '', outcome: rules.expired };
  if (rules.proof !== undefined && !isProven(rules, facts)) {
    return { standing: 'unknown', missing: 'proof', outcome: rules.proof.without };
  }
  if (start === null) return { standing: 'unknown', missing: rules.anchor };
  const until = lastCoveredDay(period, start.date);
  const told = {
    untilDate: until ?? start.date,
    ...(period.part === undefined ? {} : { part: period.part }),
    ...(start.anchor === rules.anchor ? {} : { anchor: start.anchor }),
  };
  return until !== null && today <= until
    ? { standing: 'in-warranty', ...told }
    : { standing: 'expired', ...told, outcome: rules.expired };
}

/** True when the policy gives such a case no service at all (S1i), not even paid. */
export function isServiceRefused(warranty: WarrantyStanding): boolean {
  return 'outcome' in warranty && warranty.outcome === 'refuse';
}
