import { GROUNDS, INSPECTION_FINDINGS, PACKAGINGS, REMEDIES } from '../../domain/policy/remedy-words.ts';
import { FAULT_CAUSES } from '../../domain/policy/vocabulary.ts';
import { type CaseCommandSpec, choice, type FlagSpec, must, note, time, workFlags } from './case-flags.ts';

const values: readonly FlagSpec[] = [
  time('until', 'the time that was agreed'),
  {
    flag: '--amount-minor <number>',
    field: 'amountMinor',
    kind: 'number',
    about: 'what it is about, in the smallest unit of the currency',
  },
];

/** What is wanted of goods that come back. */
const claim: readonly FlagSpec[] = [
  choice('remedy', REMEDIES, 'what is wanted of goods that come back'),
  choice('ground', GROUNDS, 'why it is wanted'),
  choice('packaging', PACKAGINGS, 'how the packaging is'),
  {
    flag: '--points <number>',
    field: 'points',
    kind: 'number',
    about: 'points of the new goods less those of the old',
  },
  {
    flag: '--difference-minor <number>',
    field: 'differenceMinor',
    kind: 'number',
    about: 'price of the new goods less that of the old, in the smallest unit of the currency',
  },
  { flag: '--quantity <number>', field: 'quantity', kind: 'number', about: 'how many pieces; one unless given' },
];

/** What is said of the lines beside the main line of a case. */
export const ITEM_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'open-item',
    type: 'OpenItem',
    summary: 'open a line beside the case, such as a task or an approval',
    flags: [
      must({ flag: '--item <name>', field: 'item', kind: 'text', about: 'its name in the policy' }),
      ...values,
      { flag: '--topic <topic>', field: 'topic', kind: 'text', about: 'what a complaint is about' },
      ...claim,
      note,
    ],
    example: '--item call-back --until "2026-05-01 16:00"',
  },
  {
    name: 'advance',
    type: 'AdvanceItem',
    summary: 'say how it goes on with a line beside the case',
    flags: [
      must({ flag: '--item <item>', field: 'item', kind: 'text', about: 'its id, or its name when only one is open' }),
      must({ flag: '--step <step>', field: 'step', kind: 'text', about: 'what it has become, such as done' }),
      ...values,
      { flag: '--tick <entry>', field: 'checklist', kind: 'list', about: 'an entry of its checklist; repeat for more' },
      { flag: '--model <model>', field: 'model', kind: 'text', about: 'the model of the unit that is lent' },
      ...claim,
      choice('finding', INSPECTION_FINDINGS, 'what the inspection of goods found'),
      choice('signed-by', ['customer'], 'who signed', 'signedBy'),
      choice('cause', FAULT_CAUSES, 'of the fault, as far as it is known'),
      ...workFlags('needed', 'needed'),
      {
        flag: '--reference <number>',
        field: 'reference',
        kind: 'text',
        about: 'the courier’s number, kept in the vault',
      },
      note,
    ],
    example: '--item training --step done --tick safety --tick cleaning --signed-by customer',
  },
];
