import { arrivedKeys, events, sameList, verdicts } from '../look.ts';
import { customer, type Story, staff, visit } from '../story.ts';

const desk = staff('desk-1');
const lead = staff('lead-south');
const technician = staff('tech-1');

export const goodDay: Story = {
  title: 'The good day',
  reference: 'SR-1001',
  steps: [
    customer('2026-03-09 09:25', 'ProvideFacts', { facts: { 'purchase-date': '2025-09-12' } }),
    desk('2026-03-09 09:45', 'RecordRemoteHelp', { outcome: 'not-enough', note: '重启与更换电池均无效。' }),
    desk('2026-03-09 09:50', 'ClassifyCase', { grade: 'general' }),
    desk('2026-03-09 10:30', 'HandOffCase'),
    lead('2026-03-09 14:00', 'AssignTechnician'),
    technician('2026-03-09 14:20', 'ProposeAppointment', visit('2026-03-11 14:00 16:00')),
    customer('2026-03-09 15:05', 'ConfirmAppointment'),
    technician('2026-03-11 13:55', 'RecordArrival'),
    technician('2026-03-11 15:00', 'FileReport', {
      cause: 'supplier-part',
      parts: [{ code: 'lens-head', quantity: 1 }],
      labour: [{ code: 'repair', quantity: 1 }],
      result: 'solved',
      note: '镜头组件供电排线断裂,已更换。',
    }),
    customer('2026-03-11 15:10', 'SignReport', { opinion: 'satisfied' }),
    customer('2026-03-11 17:30', 'RateService', { score: 5, note: '师傅很准时,讲得清楚。' }),
    customer('2026-03-12 12:00', 'AnswerFollowUp', { day: 1, answer: 'fine' }),
    customer('2026-03-14 12:00', 'AnswerFollowUp', { day: 3, answer: 'fine' }),
    customer('2026-03-18 12:00', 'AnswerFollowUp', { day: 7, answer: 'fine' }),
  ],
  promised: [
    {
      sentence: 'the missing purchase date was asked for by SMS and answered',
      holds: (outcome) =>
        arrivedKeys(outcome).includes('facts-chased/n1/customer/sms') && events(outcome, 'FactsCompleted').length === 1,
    },
    {
      sentence: 'the warranty was found to stand, so the visit was free',
      holds: ({ view, ...rest }) =>
        view.warranty?.standing === 'in-warranty' &&
        events({ view, ...rest }, 'ReportFiled').every(({ fee }) => fee.amountMinor === 0),
    },
    {
      sentence: 'hand-off, assignment, first contact, arrival, report and callback kept their limits',
      holds: (outcome) =>
        ['hand-off', 'assign', 'first-contact', 'on-site', 'report', 'callback'].every((clock) =>
          sameList(verdicts(outcome, clock), ['met']),
        ),
    },
    {
      sentence: 'the technician was ranked by skill, certificate, region and load',
      holds: (outcome) =>
        events(outcome, 'TechniciansRanked').some(
          ({ scores }) => scores.some(({ fits }) => fits) && scores.some(({ lacks }) => lacks.includes('region')),
        ) && events(outcome, 'TechnicianAssigned').every(({ how }) => how === 'ranked'),
    },
    {
      sentence: 'the confirmation came by SMS and by mail with a calendar invitation',
      holds: ({ arrived }) =>
        arrived.some(({ key }) => key.endsWith('appointment-confirmed/r1/customer/sms')) &&
        arrived.some(({ key, hasInvite }) => key.endsWith('appointment-confirmed/r1/customer/email') && hasInvite),
    },
    {
      sentence: 'one reminder came the day before',
      holds: (outcome) => arrivedKeys(outcome).filter((key) => key.startsWith('appointment-reminder/')).length === 1,
    },
    {
      sentence: 'the customer was asked on days 1, 3 and 7, and answered',
      holds: (outcome) =>
        sameList(
          events(outcome, 'FollowUpAnswered').map(({ day }) => day),
          [1, 3, 7],
        ),
    },
    { sentence: 'the case is closed as completed', holds: ({ view }) => view.outcome === 'completed' },
  ],
};
