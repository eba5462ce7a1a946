import { matches, type Traits } from '../policy/match.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import { type CaseKind, type FactName, PLAN_STAGES, type PlanStage } from '../policy/vocabulary.ts';
import type { Facts } from './facts.ts';

/**
 * The stage that follows `stage` in the plan of the case's kind, or null when the plan ends. Stages that are for other cases
 * are passed. A plan has its own order; one that lacks the stage, for the kind has changed, goes on in the order of all.
 */
export function stageAfter(policy: PinnedPolicy, traits: Traits, stage: PlanStage): PlanStage | null {
  const { stages } = planOf(policy, traits.kind);
  const place = stages.indexOf(stage);
  const order = PLAN_STAGES.indexOf(stage);
  const later = place < 0 ? stages.filter((one) => PLAN_STAGES.indexOf(one) > order) : stages.slice(place + 1);
  return later.find((candidate) => stageFits(policy, traits, candidate)) ?? null;
}

/** True when the plan of the case's kind has the stage, and has it for such a case. */
export function stageFits(policy: PinnedPolicy, traits: Traits, stage: PlanStage): boolean {
  const { stages, conditions } = planOf(policy, traits.kind);
  return stages.includes(stage) && matches(conditions?.[stage] ?? {}, traits);
}

/** True when a plan has assigned somebody before it comes to a stage that others have before assignment. */
export function keepsTechnician(policy: PinnedPolicy, kind: CaseKind, stage: PlanStage): boolean {
  const { stages } = planOf(policy, kind);
  const assigned = stages.indexOf('assign');
  return assigned >= 0 && stages.indexOf(stage) > assigned && isBeforeAssignment(stage);
}

/** In the order of all plans; there a case has nobody yet. */
export function isBeforeAssignment(stage: PlanStage): boolean {
  return PLAN_STAGES.indexOf(stage) <= PLAN_STAGES.indexOf('assign');
}

/** True when the plan of a kind has the stage. */
export function planHas(policy: PinnedPolicy, kind: CaseKind, stage: PlanStage): boolean {
  return planOf(policy, kind).stages.includes(stage);
}

/** Facts that the kind needs and the case does not have, in the policy's order. */
export function missingFacts(policy: PinnedPolicy, kind: CaseKind, facts: Facts): readonly FactName[] {
  return planOf(policy, kind).requiredFacts.filter((name) => facts[name] === undefined);
}

function planOf(policy: PinnedPolicy, kind: CaseKind) {
  const plan = policy.kinds[kind];
  if (plan === undefined) throw new Error(`policy ${policy.id} has no kind ${kind}`);
  return plan;
}
