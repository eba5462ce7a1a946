import { type ItemName, partsOf } from '../item-words.ts';
import type { PolicySource } from '../schema.ts';
import { MILESTONES, type Milestone } from '../vocabulary.ts';
import { mayBeOf, type Plan, reaches } from './reach.ts';

/** Whether an item may be opened in a case of the plan: by somebody, or on an occasion that it comes to. */
export function mayOpen(source: PolicySource, plan: Plan, name: ItemName, seen: readonly ItemName[] = []): boolean {
  const item = source.items?.[name];
  if (item === undefined) return isOccasion(source, name) && plan.stages.includes('care');
  if (seen.includes(name)) return false;
  if (item.opens.length === 0) return true;
  return item.opens.some(({ on, when }) => mayBeOf(when, plan.kind) && comesTo(source, plan, on, [...seen, name]));
}

/** Whether a case of the plan comes to what may open an item. */
export function comesTo(source: PolicySource, plan: Plan, occasion: string, seen: readonly ItemName[] = []): boolean {
  if (occasion === 'nobody-fits') return plan.stages.includes('assign');
  if (isMilestone(occasion)) return reaches(source, plan, occasion);
  const { name, step } = partsOf(occasion) ?? { name: '', step: '' };
  const clock = step === BREACHED ? source.clocks[name] : undefined;
  if (clock === undefined) return mayOpen(source, plan, name, seen);
  return clock.limits.some(({ when }) => mayBeOf(when, plan.kind)) && comesTo(source, plan, clock.from, seen);
}

/** A clock's broken limit, as something that opens an item: `repair.breached`. */
export const BREACHED = 'breached';

/** Something that comes by itself in long-term care. */
function isOccasion({ care }: PolicySource, name: string): boolean {
  return care?.occasions.some((occasion) => occasion.name === name) ?? false;
}

export function isMilestone(occasion: string): occasion is Milestone {
  return (MILESTONES as readonly string[]).includes(occasion);
}

/** The milestone behind which an item opens at the earliest. */
export function earliestOpening(source: PolicySource, name: ItemName, seen: readonly ItemName[] = []): Milestone {
  const item = source.items?.[name];
  if (isOccasion(source, name)) return 'facts-complete';
  if (item === undefined || item.opens.length === 0 || seen.includes(name)) return 'opened';
  const places = item.opens.map(({ on }) => MILESTONES.indexOf(earliestOf(source, on, [...seen, name])));
  return MILESTONES[Math.min(...places)] ?? 'opened';
}

function earliestOf(source: PolicySource, occasion: string, seen: readonly ItemName[]): Milestone {
  if (isMilestone(occasion)) return occasion === 'reopened' ? 'opened' : occasion;
  if (occasion === 'nobody-fits') return 'record-completed';
  const { name, step } = partsOf(occasion) ?? { name: '', step: '' };
  const clock = step === BREACHED ? source.clocks[name] : undefined;
  return clock === undefined ? earliestOpening(source, name, seen) : earliestOf(source, clock.from, seen);
}
