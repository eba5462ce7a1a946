import type { CalendarId } from '../calendar/expanded.ts';
import type { PlanStage } from './vocabulary.ts';

export interface CallbackRules {
  /** Counted in `hours` from the signed report. */
  readonly afterMs: number;
  readonly hours: CalendarId;
  readonly askAgainEveryMs: number;
  /** Questions in all; after the last one unanswered the case goes on. */
  readonly times: number;
  readonly scale: { readonly lowest: number; readonly highest: number };
  readonly reopenAtOrBelow: number;
  /** A reopened case starts its next round here. */
  readonly reopenTo: PlanStage;
  readonly anotherTechnician: boolean;
}

/** Days count from the signed report of the last round. */
export interface FollowUpPlan {
  readonly days: readonly { readonly day: number; readonly atMinuteOfDay: number }[];
  readonly hours: CalendarId;
  /** An unanswered question is given up after this long. */
  readonly answerWithinMs: number;
  readonly reopenOnProblem: boolean;
}
