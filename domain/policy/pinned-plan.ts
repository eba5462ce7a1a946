import type { CalendarId } from '../calendar/expanded.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { FactName, PlanStage, Way } from './vocabulary.ts';

export interface KindPlan {
  readonly stages: readonly PlanStage[];
  readonly requiredFacts: readonly FactName[];
  /** Stages that only some cases go through; absent when each is for all. */
  readonly conditions?: Readonly<Partial<Record<PlanStage, FactsFilter>>>;
  /** How such a case is served unless somebody says otherwise. */
  readonly way?: Way;
}

/** Missing facts are asked for at once, then every `everyMs` of `hours`, `times` in all; then the desk is left with it. */
export interface Chase {
  readonly everyMs: number;
  readonly times: number;
  readonly hours: CalendarId;
}

/** What follows when remote help is not enough; without it the case goes on with its plan. */
export interface RemoteHelpRules {
  /** The grade rises by one, and help goes on while the stage is for it. */
  readonly raisesGrade?: true;
  /** The way such a case is served from then on. */
  readonly otherwise?: Way;
}
