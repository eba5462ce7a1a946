/** The closed sets that long-term care chooses from (S1b, S1h, S1m, S1p, S2, S4). */

/** What an occasion does: asks, tells, opens a task, opens a case, asks for a score. */
export const OCCASION_DOES = ['ask', 'tell', 'task', 'open-case', 'rate'] as const;
export type OccasionDoes = (typeof OCCASION_DOES)[number];

/** What an occasion gives people and items reason for: `quarterly.due`. A `problem` is an answer, too. */
export const OCCASION_STEPS = {
  ask: ['due', 'answered', 'problem', 'unanswered'],
  tell: ['due'],
  task: ['due'],
  'open-case': ['due'],
  rate: ['due', 'answered', 'problem', 'unanswered'],
} as const satisfies Readonly<Record<OccasionDoes, readonly ['due', ...string[]]>>;

/** What is answered to what is asked; `booked`: the customer wants the next visit. */
export const CARE_ANSWERS = ['fine', 'question', 'problem', 'booked'] as const;
export type CareAnswer = (typeof CARE_ANSWERS)[number];

/** Answers that may open a case. */
export const OPENING_ANSWERS = ['question', 'problem', 'booked'] as const satisfies readonly CareAnswer[];
export type OpeningAnswer = (typeof OPENING_ANSWERS)[number];

/** How long care lasts. */
export const CARE_ENDS = ['for-life', 'warranty-end'] as const;
export type CareEnd = (typeof CARE_ENDS)[number];

/** The name of an occasion in a policy, such as `quarterly`. */
export type OccasionName = string;
