import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { PLAN_STAGES, type PlanStage } from '../vocabulary.ts';

/** What a stage works on must have been made by an earlier one. */
const NEEDS: Readonly<Partial<Record<PlanStage, PlanStage>>> = {
  assign: 'hand-off',
  appointment: 'assign',
  visit: 'appointment',
  report: 'visit',
};

/** Plans run through the stages in their one order and leave out none that a later one stands on. */
export function checkKinds(source: PolicySource): Finding[] {
  const findings: Finding[] = [];
  for (const [kind, plan] of Object.entries(source.kinds)) {
    if (!plan) continue;
    const stages = plan.plan;
    stages.forEach((stage, i) => {
      const path = ['kinds', kind, 'plan', i];
      const before = stages[i - 1];
      if (before !== undefined && PLAN_STAGES.indexOf(before) >= PLAN_STAGES.indexOf(stage)) {
        const message = `${stage} can't come after ${before}; write the stages in this order: ${PLAN_STAGES.join(', ')}`;
        findings.push({ code: 'plan-order', message, path });
      }
      const needed = NEEDS[stage];
      if (needed !== undefined && !stages.includes(needed)) {
        const message = `${stage} stands on ${needed}, which this plan leaves out; add ${needed} before it or drop ${stage}`;
        findings.push({ code: 'plan-incomplete', message, path });
      }
    });
    if (stages[0] !== 'intake') {
      const message = 'every case begins with intake; write it as the first stage';
      findings.push({ code: 'plan-incomplete', message, path: ['kinds', kind, 'plan', 0] });
    }
    if (stages.includes('callback') && stages.includes('report') && !stages.includes(source.callback.reopenTo)) {
      const message = `a case of this kind is reopened to ${source.callback.reopenTo}, which its plan leaves out; add it, or choose another callback.reopenTo`;
      findings.push({ code: 'callback-plan', message, path: ['kinds', kind, 'plan'] });
    }
  }
  return findings;
}
