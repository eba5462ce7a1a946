import type { CalendarId } from '../calendar/expanded.ts';
import type { FactName, PlanStage } from './vocabulary.ts';

export interface KindPlan {
  readonly stages: readonly PlanStage[];
  readonly requiredFacts: readonly FactName[];
}

/** Missing facts are asked for at once, then every `everyMs` of `hours`, `times` in all; then the desk is left with it. */
export interface Chase {
  readonly everyMs: number;
  readonly times: number;
  readonly hours: CalendarId;
}
