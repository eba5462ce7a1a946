import { CARE_ANSWERS } from '../../domain/policy/care-words.ts';
import { type CaseCommandSpec, choice, must, note } from './case-flags.ts';

/** What is said to the care for a unit. */
export const CARE_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'answer-occasion',
    type: 'AnswerOccasion',
    summary: 'record the answer to what was asked on an occasion of care',
    flags: [
      must({ flag: '--occasion <name>', field: 'occasion', kind: 'text', about: 'its name in the policy' }),
      choice('answer', CARE_ANSWERS, 'what was said'),
      { flag: '--score <number>', field: 'score', kind: 'number', about: 'instead, where a score was asked for' },
      note,
    ],
    example: '--occasion quarterly --answer problem --note "It hums again" --by customer',
  },
  {
    name: 'record-purchase',
    type: 'RecordPurchase',
    summary: 'record that the customer bought something new: what counts from a purchase begins anew',
    flags: [
      { flag: '--on <date>', field: 'on', kind: 'text', about: 'the day, today unless told' },
      { flag: '--product-model <model>', field: 'productModel', kind: 'text', about: 'what was bought' },
      note,
    ],
    example: '--on 2026-05-01 --product-model CR-50',
  },
];
