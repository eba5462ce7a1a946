import type { CalendarId } from '../calendar/expanded.ts';
import type { PlanStage } from './vocabulary.ts';

/** How a question after the service is put: written, or by somebody who calls (S1g, S1j). */
export const CALLBACK_WAYS = ['sms', 'email', 'phone'] as const;
export type CallbackWay = (typeof CALLBACK_WAYS)[number];

export interface CallbackRules {
  /** Counted in `hours` from the signed report. */
  readonly afterMs: number;
  readonly hours: CalendarId;
  readonly askAgainEveryMs: number;
  /** Questions in all; after the last one unanswered the case goes on. */
  readonly times: number;
  /** How each question is put, the last also for those behind it; absent: by whatever notices there are. */
  readonly rounds?: readonly CallbackWay[];
  /** `stay`: the case does not close before the customer is satisfied (S1k). Absent: it goes on. */
  readonly unanswered?: 'stay';
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
