import type { FaultPath, Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { PLAN_STAGES, type PlanStage } from '../vocabulary.ts';
import { type Plan, plansOf, reaches } from './reach.ts';

/** What a stage works on must have been made by an earlier one. */
const NEEDS: Readonly<Partial<Record<PlanStage, PlanStage>>> = {
  appointment: 'assign',
  visit: 'assign',
};

/** Stages that come before another wherever a plan has both: what they make is what the other works on. */
const BEFORE: Readonly<Partial<Record<PlanStage, readonly PlanStage[]>>> = {
  assign: ['hand-off'],
  appointment: ['assign'],
  visit: ['assign', 'appointment'],
  report: ['hand-off', 'assign', 'appointment', 'visit'],
  callback: PLAN_STAGES.slice(0, PLAN_STAGES.indexOf('callback')),
  'follow-up': PLAN_STAGES.slice(0, PLAN_STAGES.indexOf('follow-up')),
};

/** Stages that only ask: a case sent back to one would be asked again, and nothing done in between. */
const ASKING: readonly PlanStage[] = ['callback', 'follow-up'];

/** Plans begin with intake, have each stage once and none before what it works on, and leave out none it stands on. */
export function checkKinds(source: PolicySource): Finding[] {
  return [...plansOf(source).flatMap(planFaults), ...beginnings(source), ...reopening(source), ...idleStages(source)];
}

function planFaults({ kind, stages }: Plan): Finding[] {
  return stages.flatMap((stage, i): Finding[] => {
    const path = ['kinds', kind, 'plan', i];
    return [...misplaced(stages, stage, i, path), ...unfounded(stages, stage, path)];
  });
}

function beginnings({ kinds }: PolicySource): Finding[] {
  return Object.entries(kinds).flatMap(([kind, plan]): Finding[] => {
    if (plan === undefined || plan.plan[0] === 'intake') return [];
    const message = 'every case begins with intake; write it as the first stage, without when';
    return [{ code: 'plan-incomplete', message, path: ['kinds', kind, 'plan', 0] }];
  });
}

function misplaced(stages: readonly PlanStage[], stage: PlanStage, i: number, path: FaultPath): Finding[] {
  if (stages.indexOf(stage) < i) {
    return [{ code: 'plan-order', message: `${stage} is in this plan already; write each stage once`, path }];
  }
  const late = stages.slice(i + 1).find((later) => BEFORE[stage]?.includes(later));
  if (late === undefined) return [];
  const message = `${stage} can't come before ${late}; write ${late} first`;
  return [{ code: 'plan-order', message, path }];
}

function unfounded(stages: readonly PlanStage[], stage: PlanStage, path: FaultPath): Finding[] {
  const needed = NEEDS[stage];
  if (needed === undefined || stages.includes(needed)) return [];
  const message = `${stage} stands on ${needed}, which this plan leaves out; add ${needed} before it or drop ${stage}`;
  return [{ code: 'plan-incomplete', message, path }];
}

/** A case that was served and is opened again goes to a stage that does something: reopenTo, or to the desk at classify. */
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
    .filter(({ stages }) => !stages.includes(reopenTo) && !stages.includes('classify'))
    .map(({ kind }) => ({
      code: 'callback-plan',
      message: `a case of this kind is reopened to ${reopenTo}, which its plan leaves out, and it has no classify either; add one, or choose another callback.reopenTo`,
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
