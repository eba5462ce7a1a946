import type { CaseContext } from '../case/context.ts';
import type { WarrantyStanding } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import type { Standing } from '../policy/vocabulary.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import { warrantyStanding } from '../warranty/standing.ts';

/** The warranty of the unit in care, on a day: what was repaired since may have made it longer. */
export function warrantyOn(on: CivilDate, state: CaseState, { policy }: CaseContext): WarrantyStanding {
  const { facts, unit } = state;
  return warrantyStanding(policy.warranty, { traits: traitsOf(state), facts, damage: 'none', unit }, on);
}

export function standingOn(on: CivilDate, state: CaseState, context: CaseContext): Standing {
  return warrantyOn(on, state, context).standing;
}

/** The last day of the warranty; null while nobody knows it. */
export function coveredUntil(state: CaseState, context: CaseContext): CivilDate | null {
  const warranty = warrantyOn(state.stage.name === 'care' ? (state.stage.begunOn ?? '') : '', state, context);
  return 'untilDate' in warranty && warranty.untilDate !== '' ? warranty.untilDate : null;
}
