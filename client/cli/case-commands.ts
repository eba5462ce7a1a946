import { INTAKE_CHANNELS } from '../../domain/case/facts.ts';
import { CASE_KINDS, TIERS, URGENCIES } from '../../domain/policy/vocabulary.ts';
import { AFTERWARDS_COMMANDS } from './case-commands-afterwards.ts';
import { ANY_STAGE_COMMANDS } from './case-commands-any-stage.ts';
import { CARE_COMMANDS } from './case-commands-care.ts';
import { INTAKE_COMMANDS } from './case-commands-intake.ts';
import { ITEM_COMMANDS } from './case-commands-items.ts';
import { VISIT_COMMANDS } from './case-commands-visit.ts';
import { type CaseCommandSpec, choice, type FlagSpec, facts } from './case-flags.ts';

/** Every command a case takes, in the order of its life. Flags only name fields; `client/requests` judges their values. */
export const CASE_COMMANDS: readonly CaseCommandSpec[] = [
  ...INTAKE_COMMANDS,
  ...VISIT_COMMANDS,
  ...AFTERWARDS_COMMANDS,
  ...ITEM_COMMANDS,
  ...CARE_COMMANDS,
  ...ANY_STAGE_COMMANDS,
];

/** The flags of `case open`. */
export const OPEN_FLAGS: readonly FlagSpec[] = [
  choice('channel', INTAKE_CHANNELS, 'how the request came (hotline)'),
  choice('kind', CASE_KINDS, 'what is asked for, if not what the policy assumes'),
  choice('urgency', URGENCIES, 'normal unless given'),
  choice('tier', TIERS, 'standard, or the customer’s, unless given'),
  { flag: '--source <system>', field: 'source', kind: 'text', about: 'the system that names it (desk)' },
  {
    flag: '--reference <text>',
    field: 'reference',
    kind: 'text',
    about: 'its name there: the same one opens one case',
  },
  { flag: '--locale <locale>', field: 'locale', kind: 'text', about: 'language of the customer' },
  { flag: '--customer <id>', field: 'customer', kind: 'text', about: 'whose facts are taken from the register' },
  { flag: '--unit <id>', field: 'unit', kind: 'text', about: 'the unit whose facts are taken from the register' },
  ...facts,
];
