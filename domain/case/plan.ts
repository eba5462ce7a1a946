import type { PinnedPolicy } from '../policy/pinned.ts';
import { type CaseKind, type FactName, PLAN_STAGES, type PlanStage } from '../policy/vocabulary.ts';
import type { Facts } from './facts.ts';

/** The stage that follows `stage` in the plan of a kind, or null when the plan ends. */
export function stageAfter(policy: PinnedPolicy, kind: CaseKind, stage: PlanStage): PlanStage | null {
  const order = PLAN_STAGES.indexOf(stage);
  return planOf(policy, kind).stages.find((candidate) => PLAN_STAGES.indexOf(candidate) > order) ?? null;
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
