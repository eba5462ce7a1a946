import { matches, type Traits } from '../policy/match.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import { addMonths, type CivilDate } from '../shared/civil-date.ts';

/** How long something is free: the product, or the part that is at fault where it has a period of its own. */
export interface WarrantyPeriod {
  readonly months: number;
  /** Set when the period is the part's. */
  readonly part?: string;
}

/** Null when the policy sells no such product (S1b: 36 months for the tank, 12 for fittings). */
export function warrantyPeriod(rules: WarrantyRules, traits: Traits, part: string | null): WarrantyPeriod | null {
  const row = rules.periods.find(({ when }) => matches(when, traits));
  if (row === undefined) return null;
  const own = part === null ? undefined : row.parts?.[part];
  return part === null || own === undefined ? { months: row.months } : { months: own, part };
}

/** The last day that is covered; null for a part that never is, such as a filter (S1f). */
export function lastCoveredDay({ months, part }: WarrantyPeriod, startDate: CivilDate): CivilDate | null {
  return part !== undefined && months === 0 ? null : addMonths(startDate, months);
}
