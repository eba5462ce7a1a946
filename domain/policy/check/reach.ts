import type { PolicySource } from '../schema.ts';
import type { SourceFilter } from '../schema-filter.ts';
import { type CaseKind, MILESTONES, type Milestone, PLAN_STAGES, type PlanStage } from '../vocabulary.ts';

export type Clock = PolicySource['clocks'][string];

export interface Plan {
  readonly kind: CaseKind;
  readonly stages: readonly PlanStage[];
}

/** The stages whose work reaches a milestone, any of them; `any-plan` where every case does. */
const REACHED_BY: Readonly<Record<Exclude<Milestone, 'reopened'>, readonly PlanStage[] | 'any-plan'>> = {
  opened: 'any-plan',
  'facts-complete': ['intake'],
  'remote-help-tried': ['remote-help'],
  'record-completed': ['classify'],
  'handed-off': ['hand-off'],
  'technician-assigned': ['assign'],
  'appointment-proposed': ['appointment'],
  'appointment-confirmed': ['appointment'],
  arrived: ['visit'],
  'report-filed': ['report'],
  'report-signed': ['report'],
  'callback-asked': ['callback'],
  rated: ['callback'],
  closed: 'any-plan',
};

export function plansOf({ kinds }: PolicySource): Plan[] {
  const entries = Object.entries(kinds) as [CaseKind, { readonly plan: readonly PlanStage[] }][];
  return entries.map(([kind, { plan }]) => ({ kind, stages: plan }));
}

/** Whether a case of the plan ever comes to the milestone. */
export function reaches(source: PolicySource, { stages }: Plan, milestone: Milestone): boolean {
  const by = milestone === 'reopened' ? reopeningStages(source) : REACHED_BY[milestone];
  return by === 'any-plan' || by.some((stage) => stages.includes(stage));
}

/** Stages out of which a case may be opened again: a score may be low enough, a problem is taken up. */
export function reopeningStages({ callback, followUp }: PolicySource): readonly PlanStage[] {
  return [
    ...(callback.reopenAtOrBelow >= callback.scale.lowest ? (['callback'] as const) : []),
    ...(followUp.reopenOnProblem && followUp.days.length > 0 ? (['follow-up'] as const) : []),
  ];
}

/** Whether a filter may fit some case of a kind. */
export function mayBeOf({ kinds }: SourceFilter, kind: CaseKind): boolean {
  return kinds === undefined || kinds.includes(kind);
}

/** Whether some case of the plan starts the clock: it reaches its beginning, and a limit may fit it there. */
export function starts(source: PolicySource, { from, limits }: Clock, plan: Plan): boolean {
  return (
    reaches(source, plan, from) &&
    limits.some(({ when }) => mayBeOf(when, plan.kind) && (when.grades === undefined || isGraded(source, plan, from)))
  );
}

/** The grade is known from classification on; before it only to a case that was sent back there. */
function isGraded(source: PolicySource, plan: Plan, milestone: Milestone): boolean {
  if (!plan.stages.includes('classify') || milestone === 'opened') return false;
  if (MILESTONES.indexOf(milestone) >= MILESTONES.indexOf('record-completed')) return true;
  const sentBack = PLAN_STAGES.indexOf(source.callback.reopenTo) < PLAN_STAGES.indexOf('classify');
  return sentBack && reaches(source, plan, 'reopened');
}
