import { partsOf } from '../item-words.ts';
import { stageOf } from '../pin-plans.ts';
import type { ClockMilestone } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceFilter } from '../schema-filter.ts';
import { type CaseKind, MILESTONES, type Milestone, type PlanStage } from '../vocabulary.ts';
import { isMilestone, mayOpen } from './item-reach.ts';

export type Clock = PolicySource['clocks'][string];

export interface Plan {
  readonly kind: CaseKind;
  readonly stages: readonly PlanStage[];
}

/** The stages whose work reaches a milestone, any of them; `any-plan` where every case does. */
const REACHED_BY: Readonly<Record<Exclude<Milestone, 'reopened'>, readonly PlanStage[] | 'any-plan'>> = {
  opened: 'any-plan',
  responded: 'any-plan',
  'facts-complete': ['intake'],
  'remote-help-tried': ['remote-help'],
  'record-completed': ['classify'],
  'handed-off': ['hand-off'],
  'technician-assigned': ['assign'],
  'appointment-proposed': ['appointment'],
  'appointment-confirmed': ['appointment'],
  departed: ['visit'],
  arrived: ['visit'],
  'report-filed': ['report'],
  reinforced: ['report'],
  solved: ['remote-help', 'report'],
  'report-signed': ['report'],
  'callback-asked': ['callback'],
  rated: ['callback'],
  closed: 'any-plan',
};

export function plansOf({ kinds }: PolicySource): Plan[] {
  const entries = Object.entries(kinds) as [CaseKind, NonNullable<PolicySource['kinds'][CaseKind]>][];
  return entries.map(([kind, { plan }]) => ({ kind, stages: plan.map(stageOf) }));
}

/** Whether a case of the plan ever comes to the milestone. */
export function reaches(source: PolicySource, plan: Plan, milestone: ClockMilestone): boolean {
  if (!isMilestone(milestone)) return mayOpen(source, plan, partsOf(milestone)?.name ?? '');
  const { stages } = plan;
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

/**
 * The grade is known from classification on; before it only to a case that was sent back there. Plans have their own
 * order: what a stage behind classification reaches is graded, wherever other plans have it.
 */
function isGraded(source: PolicySource, plan: Plan, milestone: ClockMilestone): boolean {
  const classified = plan.stages.indexOf('classify');
  if (classified < 0 || milestone === 'opened') return false;
  if (!isMilestone(milestone)) return true;
  if (stagePlaces(plan, milestone).some((place) => place >= classified)) return true;
  const sentBackTo = plan.stages.indexOf(source.callback.reopenTo);
  return sentBackTo >= 0 && sentBackTo < classified && reaches(source, plan, 'reopened');
}

/** Whether a case of the plan may come to `until` after `from`, by the order of the plan. */
export function comesAfter(plan: Plan, from: Milestone, until: Milestone): boolean {
  const [first, last] = [Math.min(...stagePlaces(plan, from)), Math.max(...stagePlaces(plan, until))];
  return first === last ? MILESTONES.indexOf(from) < MILESTONES.indexOf(until) : first < last;
}

/** Where in a plan a milestone is reached: places of stages, before them all or behind. */
function stagePlaces({ stages }: Plan, milestone: Milestone): readonly number[] {
  if (milestone === 'opened') return [-1];
  if (milestone === 'responded') return [-1, stages.length];
  if (milestone === 'reopened' || milestone === 'closed') return [stages.length];
  const by = REACHED_BY[milestone];
  return by === 'any-plan' ? [] : by.map((stage) => stages.indexOf(stage)).filter((place) => place >= 0);
}

/** A clock of the main line alone: it begins and ends there, with limits that the policy says. */
export interface MainClock extends Clock {
  readonly from: Milestone;
  readonly until: Milestone;
  readonly limits: (Clock['limits'][number] & { readonly within: number })[];
}

export function isMain(clock: Clock): clock is MainClock {
  return isMilestone(clock.from) && isMilestone(clock.until) && clock.limits.every(({ within }) => within !== 'agreed');
}
