import { arrivedKeys, events, ladder, localMinute, sameList, verdicts } from '../look.ts';
import { customer, type Story, staff } from '../story.ts';

const desk = staff('desk-1');
const lead = staff('lead-south');
const manager = staff('manager-1');

export const nobodyActs: Story = {
  title: 'Nobody acts',
  reference: 'SR-1002',
  steps: [
    desk('2026-03-09 11:00', 'HoldCase', { reason: 'customer-request', until: '2026-03-13T16:00+08:00' }),
    desk('2026-03-13 16:10', 'RecordRemoteHelp', { outcome: 'not-enough', note: '客户自行清洁后仍然模糊。' }),
    desk('2026-03-13 16:20', 'ClassifyCase', { grade: 'simple' }),
    manager('2026-03-16 11:40', 'AcknowledgeEscalation', { clockId: 'hand-off' }),
    desk('2026-03-16 11:50', 'HandOffCase'),
    lead('2026-03-16 17:00', 'AcknowledgeEscalation', { clockId: 'assign' }),
    customer('2026-03-16 18:30', 'CloseCase', { outcome: 'withdrawn', note: '已在别处修好。' }),
  ],
  promised: [
    {
      sentence: 'the hold ended by itself on Friday at 16:00',
      holds: (outcome) =>
        events(outcome, 'CaseResumed').some(
          ({ because, atMs }) => because === 'hold-ended' && localMinute(atMs) === '2026-03-13 16:00',
        ),
    },
    {
      sentence: 'hand-off was warned at 75 % of two working hours, on Friday at 17:50',
      holds: (outcome) =>
        events(outcome, 'ClockWarned').some(
          ({ clockId, percent, atMs }) =>
            clockId === 'hand-off' && percent === 75 && localMinute(atMs) === '2026-03-13 17:50',
        ),
    },
    {
      sentence: 'it was breached after the weekend, on Monday at 09:20: nights and weekends do not count',
      holds: (outcome) =>
        events(outcome, 'ClockBreached').some(
          ({ clockId, atMs }) => clockId === 'hand-off' && localMinute(atMs) === '2026-03-16 09:20',
        ),
    },
    {
      sentence: 'the alarm climbed lead, department head, general manager: 09:20, 10:20, 11:20',
      holds: (outcome) =>
        sameList(ladder(outcome, 'hand-off'), [
          'lead-south 2026-03-16 09:20',
          'head-1 2026-03-16 10:20',
          'manager-1 2026-03-16 11:20',
        ]),
    },
    {
      sentence: 'a second alarm stopped at the lead, who acknowledged it',
      holds: (outcome) => sameList(ladder(outcome, 'assign'), ['lead-south 2026-03-16 16:50']),
    },
    {
      sentence: 'hand-off and assignment are on record as missed',
      holds: (outcome) =>
        sameList(verdicts(outcome, 'hand-off'), ['missed']) && sameList(verdicts(outcome, 'assign'), ['missed']),
    },
    {
      sentence: 'every alarm arrived by SMS and by mail',
      holds: (outcome) =>
        arrivedKeys(outcome).filter((key) => key.startsWith('clock-escalated/')).length === 8 &&
        arrivedKeys(outcome).some((key) => key.startsWith('clock-warned/hand-off')),
    },
    { sentence: 'the case is closed as withdrawn', holds: ({ view }) => view.outcome === 'withdrawn' },
  ],
};
