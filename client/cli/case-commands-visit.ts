import { ABSENTEES } from '../../domain/case/commands/visit.ts';
import { MOVE_REASONS, OPINIONS } from '../../domain/case/commands.ts';
import { FAULT_CAUSES, FINDINGS, REPORT_RESULTS } from '../../domain/policy/vocabulary.ts';
import { type CaseCommandSpec, choice, type FlagSpec, must, note, time, workFlags } from './case-flags.ts';

const start = must(time('start', 'begin, such as "2026-05-01 09:00" in the zone of the policy'));
const end = must(time('end', 'end; a bare 11:00 is on the day of --start'));
const agreed: FlagSpec = {
  flag: '--agreed',
  field: 'agreed',
  kind: 'switch',
  about: 'the customer has said yes already',
};

/** From the choice of a technician to the signed report. */
export const VISIT_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'assign',
    type: 'AssignTechnician',
    summary: 'assign a technician',
    flags: [
      { flag: '--technician <person>', field: 'technicianId', kind: 'text', about: 'if not the one who ranks first' },
      {
        flag: '--with <person>',
        field: 'crewIds',
        kind: 'list',
        about: 'who goes along, if not those who rank first; repeat for more',
      },
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
    name: 'depart',
    type: 'RecordDeparture',
    summary: 'record that the technician is on the way',
    flags: [],
    example: '--at 13:10',
  },
  {
    name: 'no-show',
    type: 'RecordNoShow',
    summary: 'record that somebody was not there when the visit was to begin',
    flags: [must(choice('who', ABSENTEES, 'was not there')), note],
    example: '--who customer --at 13:50',
  },
  {
    name: 'arrive',
    type: 'RecordArrival',
    summary: 'record that the technician is on site',
    flags: [],
    example: '--at 13:40',
  },
  {
    name: 'reinforce',
    type: 'ReinforceCrew',
    summary: 'send more people to where the technician is',
    flags: [must({ flag: '--person <person>', field: 'personIds', kind: 'list', about: 'who; repeat for more' })],
    example: '--person builder-1 --person builder-2',
  },
  {
    name: 'report',
    type: 'FileReport',
    summary: 'file the service report',
    flags: [
      must(choice('cause', FAULT_CAUSES, 'of the fault')),
      must(choice('result', REPORT_RESULTS, 'of the visit')),
      time('until', 'when what was taken in is given back, as agreed'),
      ...workFlags('used', 'done'),
      {
        flag: '--price-accepted',
        field: 'priceAccepted',
        kind: 'switch',
        about: 'the customer accepted the price before paid work began',
      },
      choice('opinion', OPINIONS, 'of the customer who signed on the spot'),
      {
        flag: '--tick <entry>',
        field: 'checklist',
        kind: 'list',
        about: 'an entry of the visit’s list; repeat for more',
      },
      {
        flag: '--finding <finding>',
        field: 'findings',
        kind: 'list',
        about: `what others learn from: ${FINDINGS.join(', ')}; repeat for both`,
      },
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
];
