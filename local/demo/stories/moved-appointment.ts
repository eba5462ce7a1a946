import { arrivedKeys, events, localMinute, sameList } from '../look.ts';
import { customer, type Story, staff, visit } from '../story.ts';

const desk = staff('desk-2');
const lead = staff('lead-north');
const technician = staff('tech-3');

export const movedAppointment: Story = {
  title: 'The moved appointment',
  reference: 'SO-77120',
  steps: [
    desk('2026-03-09 09:40', 'RecordRemoteHelp', { outcome: 'not-enough' }),
    desk('2026-03-09 09:45', 'ClassifyCase', { grade: 'general' }),
    desk('2026-03-09 10:00', 'HandOffCase'),
    lead('2026-03-09 10:20', 'AssignTechnician', { technicianId: 'tech-3' }),
    technician('2026-03-09 10:40', 'ProposeAppointment', visit('2026-03-11 10:00 12:00')),
    customer('2026-03-09 11:10', 'ConfirmAppointment', { revision: 1 }),
    customer('2026-03-10 10:00', 'RescheduleAppointment', {
      ...visit('2026-03-12 14:00 16:00'),
      reason: 'customer-request',
    }),
    customer('2026-03-10 10:15', 'ConfirmAppointment', { revision: 2 }),
    technician('2026-03-11 09:00', 'RescheduleAppointment', {
      ...visit('2026-03-13 10:00 12:00'),
      reason: 'parts-missing',
    }),
    customer('2026-03-11 09:30', 'ConfirmAppointment', { revision: 3 }),
    customer('2026-03-12 07:30', 'HoldCase', { reason: 'customer-away', until: '2026-03-17T09:00+08:00' }),
    desk('2026-03-16 09:30', 'ResumeCase'),
    technician('2026-03-16 10:00', 'ProposeAppointment', visit('2026-03-18 10:00 12:00')),
    customer('2026-03-16 10:30', 'ConfirmAppointment'),
    technician('2026-03-18 09:58', 'RecordArrival'),
    technician('2026-03-18 11:40', 'FileReport', {
      cause: 'wear',
      parts: [{ code: 'cooling-fan', quantity: 1 }],
      labour: [{ code: 'repair', quantity: 1 }],
      result: 'solved',
      priceAccepted: true,
      note: 'Fan bearing worn out; replaced and run under load for half an hour.',
    }),
    customer('2026-03-18 11:50', 'SignReport', { opinion: 'satisfied' }),
    customer('2026-03-18 16:00', 'RateService', { score: 4 }),
    customer('2026-03-19 11:00', 'AnswerFollowUp', { day: 1, answer: 'fine' }),
  ],
  promised: [
    {
      sentence: 'the only reminder was of the appointment that took place (revision 5), on Tuesday at 17:00',
      holds: (outcome) =>
        sameList(
          arrivedKeys(outcome).filter((key) => key.startsWith('appointment-reminder/')),
          ['appointment-reminder/r5/customer/sms'],
        ) && events(outcome, 'AppointmentReminded').every(({ atMs }) => localMinute(atMs) === '2026-03-17 17:00'),
    },
    {
      sentence: 'the hold cancelled the appointment it ran over, and told customer and technician',
      holds: (outcome) =>
        events(outcome, 'AppointmentCancelled').length === 1 &&
        outcome.arrived.some(
          ({ key, hasInvite }) => key.endsWith('appointment-cancelled/r4/customer/email') && hasInvite,
        ) &&
        arrivedKeys(outcome).includes('appointment-cancelled/r4/tech-3/sms'),
    },
    {
      sentence: 'held at 07:30, it told both at 08:30, when their hours begin',
      holds: ({ arrived }) =>
        arrived
          .filter(({ key }) => key.includes('/appointment-cancelled/'))
          .every(({ atMs }) => localMinute(atMs) === '2026-03-12 08:30'),
    },
    {
      sentence: 'the time on hold did not count: the technician still came within the limit',
      holds: ({ view }) => view.clocks.some(({ clockId, status }) => clockId === 'on-site' && status === 'met'),
    },
    {
      sentence: 'out of warranty, the accepted price was charged from the list: 356.00',
      holds: (outcome) =>
        sameList(
          events(outcome, 'ReportFiled').map(({ fee }) => fee.amountMinor),
          [35_600],
        ),
    },
    {
      sentence: 'follow-ups that nobody answered were given up and did not hold the case open',
      holds: (outcome) =>
        sameList(
          events(outcome, 'FollowUpUnanswered').map(({ day }) => day),
          [3, 7],
        ) && outcome.view.outcome === 'completed',
    },
  ],
};
