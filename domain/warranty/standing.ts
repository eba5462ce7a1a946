import type { WarrantyStanding } from '../case/events.ts';
import { type Facts, plainFact } from '../case/facts.ts';
import type { Traits } from '../policy/match.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { Damage } from '../policy/vocabulary.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import { warrantyStart } from './anchor.ts';
import { lastCoveredDay, warrantyPeriod } from './period.ts';
import { isProven } from './proof.ts';
import { repairedPartUntil, restartedOn, type UnitMemory } from './unit.ts';

/** A claim as the desk has it. */
export interface Claim {
  readonly traits: Traits;
  readonly facts: Facts;
  readonly damage: Damage;
  /** What was done to the unit before; absent where nobody asks. */
  readonly unit?: UnitMemory | undefined;
}

/**
 * Where a product, or the part of it that is at fault, stands on the day `today` (domain.md §3; S4: one year from
 * purchase, damage by people is paid). The last day of the period is still covered; of two periods the longer counts. A
 * policy that gives no product a period knows of no warranty.
 */
export function warrantyStanding(rules: WarrantyRules, claim: Claim, today: CivilDate): WarrantyStanding {
  const { traits, facts, damage, unit } = claim;
  const exclusion = damage === 'none' ? undefined : rules.exclusions[damage];
  if (damage !== 'none' && exclusion !== undefined) return { standing: 'excluded', damage, outcome: exclusion };
  if (rules.periods.length === 0) return { standing: 'unknown', missing: rules.anchor };
  const part = plainFact(facts, 'part');
  const start = warrantyStart(rules, facts, restartedOn(unit));
  const period = warrantyPeriod(rules, traits, part);
  if (period === null && traits.productModel === null) return { standing: 'unknown', missing: 'product-model' };
  if (period === null) return { standing: 'expired', untilDate: start?.date ?? '', outcome: rules.expired };
  if (rules.proof !== undefined && !isProven(rules, facts)) {
    return { standing: 'unknown', missing: 'proof', outcome: rules.proof.without };
  }
  const repaired = repairedPartUntil(rules, unit, part);
  const until = start === null ? null : lastCoveredDay(period, start.date);
  if (part !== null && repaired !== null && (until === null || repaired > until)) {
    return judged({ untilDate: repaired, part }, today <= repaired, rules);
  }
  if (start === null) return { standing: 'unknown', missing: rules.anchor };
  const told = {
    untilDate: until ?? start.date,
    ...(period.part === undefined ? {} : { part: period.part }),
    ...(start.anchor === rules.anchor ? {} : { anchor: start.anchor }),
  };
  return judged(told, until !== null && today <= until, rules);
}

type Told = Omit<Extract<WarrantyStanding, { standing: 'in-warranty' }>, 'standing'>;

function judged(told: Told, isCovered: boolean, { expired }: WarrantyRules): WarrantyStanding {
  return isCovered ? { standing: 'in-warranty', ...told } : { standing: 'expired', ...told, outcome: expired };
}

/** True when the policy gives such a case no service at all (S1i), not even paid. */
export function isServiceRefused(warranty: WarrantyStanding): boolean {
  return 'outcome' in warranty && warranty.outcome === 'refuse';
}
