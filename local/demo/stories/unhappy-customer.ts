import { arrivedKeys, events, localMinute, sameList } from '../look.ts';
import { customer, type Story, staff, visit } from '../story.ts';

const desk = staff('desk-2');
const lead = staff('lead-south');
const first = staff('tech-1');
const second = staff('tech-4');

export const unhappyCustomer: Story = {
  title: 'The unhappy customer',
  reference: 'SO-77121',
  steps: [
    desk('2026-03-09 19:00', 'RecordRemoteHelp', { outcome: 'not-enough' }),
    desk('2026-03-09 19:05', 'ClassifyCase', { grade: 'complex' }),
    desk('2026-03-09 19:15', 'HandOffCase'),
    lead('2026-03-09 19:30', 'AssignTechnician', { technicianId: 'tech-1' }),
    first('2026-03-09 19:40', 'ProposeAppointment', visit('2026-03-10 08:30 10:30')),
    customer('2026-03-09 19:50', 'ConfirmAppointment'),
    first('2026-03-10 08:25', 'RecordArrival'),
    first('2026-03-10 10:00', 'FileReport', {
      cause: 'other',
      parts: [],
      labour: [{ code: 'diagnosis', quantity: 1 }],
      result: 'solved',
      note: 'Firmware reset.',
    }),
    customer('2026-03-10 10:05', 'SignReport', { opinion: 'partly-satisfied' }),
    customer('2026-03-10 15:00', 'RateService', { score: 2, note: 'It froze again after two hours.' }),
    lead('2026-03-10 15:30', 'AssignTechnician'),
    second('2026-03-10 15:45', 'ProposeAppointment', visit('2026-03-11 09:00 12:00')),
    customer('2026-03-10 16:00', 'ConfirmAppointment'),
    second('2026-03-11 08:55', 'RecordArrival'),
    second('2026-03-11 11:30', 'FileReport', {
      cause: 'supplier-part',
      parts: [{ code: 'thermal-sensor', quantity: 1 }],
      labour: [{ code: 'repair-complex', quantity: 1 }],
      result: 'solved',
      note: 'Sensor module replaced.',
    }),
    customer('2026-03-11 11:40', 'SignReport', { opinion: 'satisfied' }),
    customer('2026-03-11 17:00', 'RateService', { score: 5 }),
    customer('2026-03-12 10:30', 'AnswerFollowUp', { day: 1, answer: 'fine' }),
    customer('2026-03-14 10:30', 'AnswerFollowUp', { day: 3, answer: 'fine' }),
    customer('2026-03-18 10:30', 'AnswerFollowUp', { day: 7, answer: 'fine' }),
  ],
  promised: [
    {
      sentence: 'as an emergency, it reached the lead at once, after hours, at 19:15',
      holds: ({ arrived }) =>
        arrived.some(
          ({ key, atMs }) =>
            key.endsWith('handed-off/round-1/lead-south/sms') && localMinute(atMs) === '2026-03-09 19:15',
        ),
    },
    {
      sentence: 'a score of 2 reopened the case',
      holds: (outcome) =>
        events(outcome, 'CaseReopened').some(({ because, round }) => because === 'low-score' && round === 2),
    },
    {
      sentence: 'the second visit went to another technician',
      holds: (outcome) =>
        sameList(
          events(outcome, 'TechnicianArrived').map(({ technicianId }) => technicianId),
          ['tech-1', 'tech-4'],
        ),
    },
    {
      sentence: 'the customer was called back about each service',
      holds: (outcome) =>
        ['callback-asked/round-1-n1/customer/sms', 'callback-asked/round-2-n1/customer/sms'].every((key) =>
          arrivedKeys(outcome).includes(key),
        ) &&
        sameList(
          events(outcome, 'ServiceRated').map(({ score }) => score),
          [2, 5],
        ),
    },
    { sentence: 'the case is closed as completed', holds: ({ view }) => view.outcome === 'completed' },
  ],
};
