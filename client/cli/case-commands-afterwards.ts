import { FOLLOW_UP_ANSWERS } from '../../domain/case/commands.ts';
import { type CaseCommandSpec, choice, must, note } from './case-flags.ts';

/** Answers to what is asked when the work is done. */
export const AFTERWARDS_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'rate',
    type: 'RateService',
    summary: 'record the answer to the callback',
    flags: [
      must({ flag: '--score <number>', field: 'score', kind: 'number', about: 'on the scale of the policy' }),
      note,
    ],
    example: '--score 5 --by customer',
  },
  {
    name: 'follow-up',
    type: 'AnswerFollowUp',
    summary: 'record the answer to a follow-up',
    flags: [
      must({ flag: '--day <number>', field: 'day', kind: 'number', about: 'which follow-up' }),
      must(choice('answer', FOLLOW_UP_ANSWERS, 'what was said')),
      note,
    ],
    example: '--day 3 --answer fine --by customer',
  },
];
