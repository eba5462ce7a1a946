import { CASE_KINDS, DAMAGES, GRADES, URGENCIES, WAYS } from '../../domain/policy/vocabulary.ts';
import { type CaseCommandSpec, choice, facts, must, note } from './case-flags.ts';

/** From the request to the lead. */
export const INTAKE_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'provide',
    type: 'ProvideFacts',
    summary: 'add or correct facts of the request',
    flags: facts,
    example: '--serial-number SN-77120 --purchase-date 2025-11-03',
  },
  {
    name: 'remote-help',
    type: 'RecordRemoteHelp',
    summary: 'record what help by phone came to',
    flags: [must(choice('outcome', ['solved', 'not-enough'], 'whether it was enough')), note],
    example: '--outcome not-enough',
  },
  {
    name: 'classify',
    type: 'ClassifyCase',
    summary: 'say what the case is and how hard',
    flags: [
      choice('grade', GRADES, 'how hard it is, if no rule of the policy says'),
      choice('kind', CASE_KINDS, 'if it is not what was asked for'),
      choice('urgency', URGENCIES, 'if it changed'),
      choice('damage', DAMAGES, 'damage the warranty leaves out'),
      choice('way', WAYS, 'how it is served, if not as the policy says'),
    ],
    example: '--grade general',
  },
  {
    name: 'hand-off',
    type: 'HandOffCase',
    summary: 'pass the case to its lead',
    flags: [{ flag: '--lead <person>', field: 'leadId', kind: 'text', about: 'if not whom the policy names' }],
    example: '',
  },
];
