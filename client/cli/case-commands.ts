import {
  FOLLOW_UP_ANSWERS,
  HOLD_REASONS,
  MANUAL_OUTCOMES,
  MOVE_REASONS,
  OPINIONS,
} from '../../domain/case/commands.ts';
import { INTAKE_CHANNELS } from '../../domain/case/facts.ts';
import {
  CASE_KINDS,
  DAMAGES,
  FACT_NAMES,
  FAULT_CAUSES,
  GRADES,
  TIERS,
  URGENCIES,
} from '../../domain/policy/vocabulary.ts';
import type { CaseCommandType } from '../aftercare.ts';

/** One flag and the field of the request it fills. */
export interface FlagSpec {
  readonly flag: string;
  readonly field: string;
  /** `fact`: a member of `facts`; `item`: repeatable `code=quantity`; `time`: an instant, or a local time of the policy. */
  readonly kind: 'text' | 'number' | 'switch' | 'time' | 'fact' | 'item';
  readonly about: string;
  readonly choices?: readonly string[];
  readonly required?: true;
}

export interface CaseCommandSpec {
  readonly name: string;
  readonly type: CaseCommandType;
  readonly summary: string;
  readonly flags: readonly FlagSpec[];
  readonly example: string;
}

const choice = (name: string, choices: readonly string[], about: string, field = name): FlagSpec => ({
  flag: `--${name} <${name}>`,
  field,
  kind: 'text',
  about,
  choices,
});
const must = (spec: FlagSpec): FlagSpec => ({ ...spec, required: true });
const note: FlagSpec = {
  flag: '--note <text>',
  field: 'note',
  kind: 'text',
  about: 'a free remark, kept in the vault',
};
const time = (name: string, about: string): FlagSpec => ({
  flag: `--${name} <time>`,
  field: name,
  kind: 'time',
  about,
});
const start = must(time('start', 'begin, such as "2026-05-01 09:00" in the zone of the policy'));
const end = must(time('end', 'end; a bare 11:00 is on the day of --start'));
const agreed: FlagSpec = {
  flag: '--agreed',
  field: 'agreed',
  kind: 'switch',
  about: 'the customer has said yes already',
};
const facts: readonly FlagSpec[] = FACT_NAMES.map((name) => ({
  flag: `--${name} <value>`,
  field: name,
  kind: 'fact',
  about: name === 'purchase-date' ? 'YYYY-MM-DD' : name === 'phone' ? 'with country code' : name.replaceAll('-', ' '),
}));

/** Every command a case takes, in the order of its life. Flags only name fields; `client/requests` judges their values. */
export const CASE_COMMANDS: readonly CaseCommandSpec[] = [
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
      must(choice('grade', GRADES, 'how hard it is')),
      choice('kind', CASE_KINDS, 'if it is not what was asked for'),
      choice('urgency', URGENCIES, 'if it changed'),
      choice('damage', DAMAGES, 'damage the warranty leaves out'),
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
  {
    name: 'assign',
    type: 'AssignTechnician',
    summary: 'assign a technician',
    flags: [
      { flag: '--technician <person>', field: 'technicianId', kind: 'text', about: 'if not the one who ranks first' },
    ],
    example: '--technician tech-4',
  },
  {
    name: 'schedule',
    type: 'ProposeAppointment',
    summary: 'propose an appointment',
    flags: [start, end, agreed],
    example: '--start "2026-05-01 09:00" --end 11:00',
  },
  {
    name: 'confirm',
    type: 'ConfirmAppointment',
    summary: 'confirm the appointment that is proposed',
    flags: [{ flag: '--revision <number>', field: 'revision', kind: 'number', about: 'only if it is still this one' }],
    example: '--by customer',
  },
  {
    name: 'reschedule',
    type: 'RescheduleAppointment',
    summary: 'move the appointment',
    flags: [start, end, must(choice('reason', MOVE_REASONS, 'why')), agreed],
    example: '--start "2026-05-02 09:00" --end 11:00 --reason customer-request',
  },
  {
    name: 'arrive',
    type: 'RecordArrival',
    summary: 'record that the technician is on site',
    flags: [],
    example: '--at 13:40',
  },
  {
    name: 'report',
    type: 'FileReport',
    summary: 'file the service report',
    flags: [
      must(choice('cause', FAULT_CAUSES, 'of the fault')),
      must(choice('result', ['solved', 'second-visit'], 'of the visit')),
      { flag: '--part <code=quantity>', field: 'parts', kind: 'item', about: 'a part used; repeat for more' },
      { flag: '--labour <code=quantity>', field: 'labour', kind: 'item', about: 'labour done; repeat for more' },
      {
        flag: '--price-accepted',
        field: 'priceAccepted',
        kind: 'switch',
        about: 'the customer accepted the price before paid work began',
      },
      choice('opinion', OPINIONS, 'of the customer who signed on the spot'),
      note,
    ],
    example: '--cause wear --result solved --part lens-head=1 --labour repair=1 --price-accepted',
  },
  {
    name: 'sign',
    type: 'SignReport',
    summary: 'record the signature under the report',
    flags: [must(choice('opinion', OPINIONS, 'of the customer')), note],
    example: '--opinion satisfied --by customer',
  },
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
  {
    name: 'hold',
    type: 'HoldCase',
    summary: 'stop the clocks that a hold stops',
    flags: [must(choice('reason', HOLD_REASONS, 'why')), time('until', 'resumes by itself then')],
    example: '--reason waiting-for-parts --until "2026-05-04 09:00"',
  },
  { name: 'resume', type: 'ResumeCase', summary: 'end the hold', flags: [], example: '' },
  {
    name: 'acknowledge',
    type: 'AcknowledgeEscalation',
    summary: 'say that you take care of a broken limit',
    flags: [{ flag: '--clock <clock>', field: 'clockId', kind: 'text', about: 'one clock, not every one' }],
    example: '--by lead-south',
  },
  {
    name: 'close',
    type: 'CloseCase',
    summary: 'close the case by hand',
    flags: [must(choice('outcome', MANUAL_OUTCOMES, 'what it came to')), note],
    example: '--outcome withdrawn',
  },
];

/** The flags of `case open`. */
export const OPEN_FLAGS: readonly FlagSpec[] = [
  choice('channel', INTAKE_CHANNELS, 'how the request came (hotline)'),
  choice('kind', CASE_KINDS, 'what is asked for, if not what the policy assumes'),
  choice('urgency', URGENCIES, 'normal unless given'),
  choice('tier', TIERS, 'standard unless given'),
  { flag: '--source <system>', field: 'source', kind: 'text', about: 'the system that names it (desk)' },
  {
    flag: '--reference <text>',
    field: 'reference',
    kind: 'text',
    about: 'its name there: the same one opens one case',
  },
  { flag: '--locale <locale>', field: 'locale', kind: 'text', about: 'language of the customer' },
  ...facts,
];
