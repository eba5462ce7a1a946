import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { PLAN_STAGES, type PlanStage } from '../vocabulary.ts';
import { plansOf, reaches } from './reach.ts';

/** What a stage works on must have been made by an earlier one. */
const NEEDS: Readonly<Partial<Record<PlanStage, PlanStage>>> = {
  appointment: 'assign',
  visit: 'appointment',
  report: 'visit',
};

/** Stages that only ask: a case sent back to one would be asked again, and nothing done in between. */
const ASKING: readonly PlanStage[] = ['callback', 'follow-up'];

/** Plans run through the stages in their one order and leave out none that a later one stands on. */
export function checkKinds(source: PolicySource): Finding[] {
  return [...plans(source), ...reopening(source), ...idleStages(source)];
}

function plans(source: PolicySource): Finding[] {
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
  }
  return findings;
}

/** A case that was served and is opened again goes to a stage that its plan has, and that does something. */
function reopening(source: PolicySource): Finding[] {
  const { reopenTo } = source.callback;
  const reopened = plansOf(source).filter(
    (plan) => plan.stages.includes('report') && reaches(source, plan, 'reopened'),
  );
  if (ASKING.includes(reopenTo) && reopened.length > 0) {
    const message =
      'a reopened case would be asked again and nobody would have done anything; write an earlier stage like assign';
    return [{ code: 'callback-plan', message, path: ['callback', 'reopenTo'] }];
  }
  return reopened
    .filter(({ stages }) => !stages.includes(reopenTo))
    .map(({ kind }) => ({
      code: 'callback-plan',
      message: `a case of this kind is reopened to ${reopenTo}, which its plan leaves out; add it, or choose another callback.reopenTo`,
      path: ['kinds', kind, 'plan'],
    }));
}

/** A stage that cases pass without stopping. */
function idleStages(source: PolicySource): Finding[] {
  if (source.followUp.days.length > 0) return [];
  return plansOf(source).flatMap(({ kind, stages }): Finding[] => {
    const i = stages.indexOf('follow-up');
    if (i < 0) return [];
    const message = 'nobody is asked anything in this stage, for followUp.days is empty; write days, or drop the stage';
    return [{ code: 'stage-idle', message, path: ['kinds', kind, 'plan', i] }];
  });
}
