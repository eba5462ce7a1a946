import { describe, expect, test } from 'vitest';
import { DEVICE_MAKER, type Line, ledger, reportAt } from './ledgers.ts';

/** Sent on Monday 2026-03-09 about the week from the 2nd. */
const WEEKLY = ['weekly', '2026-03-09 08:00'] as const;
/** Sent on 2026-04-01 about March. */
const MONTHLY = ['monthly', '2026-04-01 08:00'] as const;

describe('calls, enquiries and requests', () => {
  test('are counted by the day they came, beside those of the week before', () => {
    const ledgers = [
      ledger(['2026-03-01 23:59', 'CaseOpened']),
      ledger(['2026-03-02 00:00', 'CaseOpened']),
      ledger(['2026-03-08 23:59', 'CaseOpened', { channel: 'web', kind: 'consultation' }]),
      ledger(['2026-03-09 00:00', 'CaseOpened']),
    ];
    const { calls, enquiries, requests } = reportAt(...WEEKLY, { ledgers });
    expect(calls).toEqual({ count: 1, before: 1 });
    expect(enquiries).toEqual({ count: 1, before: 0 });
    expect(requests?.opened).toEqual({ count: 1, before: 1 });
    expect(requests?.byChannel).toEqual([{ name: 'hotline', count: 1, before: 1 }]);
  });

  test('a request counts as what the desk found it to be', () => {
    const ledgers = [
      ledger(['2026-03-02 09:00', 'CaseOpened'], ['2026-03-02 10:00', 'CaseClassified', { kind: 'complaint' }]),
    ];
    expect(reportAt(...WEEKLY, { ledgers }).requests?.byKind).toEqual([{ name: 'complaint', count: 1, before: 0 }]);
  });

  test('a file that is kept over the years is none of them', () => {
    const ledgers = [
      ledger(['2026-03-02 09:00', 'CaseOpened', { channel: 'back-office', kind: 'care' }]),
      ledger(['2026-02-20 09:00', 'CaseOpened', { kind: 'care' }], ['2026-03-05 09:00', 'CaseClosed']),
    ];
    const { requests } = reportAt(...WEEKLY, { ledgers });
    const { indicators } = reportAt(...MONTHLY, { ledgers });
    expect([requests?.opened.count, requests?.open.count, requests?.closed.count]).toEqual([0, 0, 0]);
    expect(indicators?.find(({ name }) => name === 'resolved')).toMatchObject({ value: null });
  });

  test('those that are open at the end are told, and which of them are late', () => {
    const ledgers = [
      ledger(['2026-02-20 09:00', 'CaseOpened'], ['2026-03-05 09:00', 'CaseClosed']),
      ledger(['2026-02-20 09:00', 'CaseOpened'], ['2026-02-25 09:00', 'ClockBreached']),
      ledger(
        ['2026-03-03 09:00', 'CaseOpened'],
        ['2026-03-03 11:00', 'ClockBreached'],
        ['2026-03-03 12:00', 'ClockStopped', { verdict: 'breached' }],
      ),
    ];
    const { requests } = reportAt(...WEEKLY, { ledgers });
    expect(requests?.closed).toEqual({ count: 1, before: 0 });
    expect(requests?.open).toEqual({ count: 2, before: 2 });
    expect(requests?.overdue).toEqual({ count: 1, before: 1 });
  });
});

describe('limits', () => {
  const limitsOf = (...lines: readonly Line[]) => reportAt(...WEEKLY, { ledgers: [ledger(...lines)] }).limits;
  const kept = (met: number, missed: number) => [{ clockId: 'hand-off', met, missed }];

  test('a clock that stops in time is kept', () => {
    expect(limitsOf(['2026-03-02 09:00', 'ClockStopped'])).toEqual(kept(1, 0));
  });
  test('one that breaks is missed in the week it broke, whenever it is done', () => {
    const late = { verdict: 'breached' };
    expect(limitsOf(['2026-03-08 09:00', 'ClockBreached'])).toEqual(kept(0, 1));
    expect(limitsOf(['2026-03-08 09:00', 'ClockBreached'], ['2026-03-08 10:00', 'ClockStopped', late])).toEqual(
      kept(0, 1),
    );
    expect(limitsOf(['2026-03-01 09:00', 'ClockBreached'], ['2026-03-02 09:00', 'ClockStopped', late])).toEqual([]);
  });
  test('a breach that a late report took back is none', () => {
    expect(
      limitsOf(
        ['2026-03-03 09:00', 'ClockBreached'],
        ['2026-03-03 10:00', 'ClockStopped'],
        ['2026-03-03 10:00', 'BreachWithdrawn'],
      ),
    ).toEqual(kept(1, 0));
  });
  test('rounds count each, and a cancelled one does not', () => {
    expect(
      limitsOf(
        ['2026-03-03 09:00', 'ClockStopped'],
        ['2026-03-04 09:00', 'ClockBreached', { round: 2 }],
        ['2026-03-05 09:00', 'ClockStopped', { round: 3, verdict: 'cancelled' }],
      ),
    ).toEqual(kept(1, 1));
  });
});

describe('indicators', () => {
  const march = (...cases: readonly (readonly Line[])[]) =>
    reportAt(...MONTHLY, { ledgers: cases.map((lines) => ledger(...lines)) }).indicators;
  const of = (name: string, ...cases: readonly (readonly Line[])[]) =>
    march(...cases)?.find((indicator) => indicator.name === name);
  const end = (outcome: string, kind = 'repair') =>
    [
      ['2026-03-03 09:00', 'CaseOpened', { kind }],
      ['2026-03-04 09:00', 'CaseClosed', { outcome }],
    ] as const;

  test('are not judged where nothing was measured', () => {
    expect(march()?.map(({ name, value, verdict }) => [name, value, verdict])).toEqual([
      ['satisfaction', null, 'no-data'],
      ['response', null, 'no-data'],
      ['resolved', null, 'no-data'],
      ['handled', null, 'no-data'],
    ]);
  });

  test('satisfaction is the average score, kept at the target and missed below it', () => {
    const rated = (...scores: number[]) =>
      scores.map((score) => [['2026-03-03 09:00', 'ServiceRated', { score }]] as const);
    expect(of('satisfaction', ...rated(5, 4))).toMatchObject({ value: 4.5, of: 2, target: 4.5, verdict: 'kept' });
    expect(of('satisfaction', ...rated(5, 4, 4))).toMatchObject({ value: 4.33, verdict: 'missed' });
  });

  test('response is how often its clock was kept', () => {
    expect(
      of(
        'response',
        [['2026-03-03 09:00', 'ClockStopped']],
        [['2026-03-03 09:00', 'ClockBreached']],
        [['2026-03-03 09:00', 'ClockStopped', { clockId: 'assign' }]],
      ),
    ).toMatchObject({ value: 50, of: 2, target: 95, verdict: 'missed' });
  });

  test('resolved leaves out what was withdrawn, was there twice, or is no work to be done', () => {
    const cases = [
      end('completed'),
      end('not-serviceable'),
      end('withdrawn'),
      end('duplicate'),
      end('answered', 'complaint'),
    ];
    expect(of('resolved', ...cases)).toMatchObject({ value: 50, of: 2 });
    expect(of('handled', ...cases)).toMatchObject({ value: 100, of: 1, verdict: 'kept' });
  });

  test('an indicator without a target is shown without a verdict', () => {
    const document = { ...DEVICE_MAKER, reports: { ...DEVICE_MAKER.reports!, targets: {} } };
    const ledgers = [ledger(...end('completed'))];
    const report = reportAt(...MONTHLY, { ledgers }, document);
    expect(report.indicators?.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['satisfaction', 'no-data'],
      ['resolved', 'no-target'],
      ['handled', 'no-data'],
    ]);
  });
});

describe('technicians', () => {
  test('a rating counts for whoever was there, also when the case has gone to another since', () => {
    const ledgers = [
      ledger(
        ['2026-03-02 09:00', 'TechnicianAssigned', { technicianId: 'tech-1' }],
        ['2026-03-03 09:00', 'TechnicianArrived', { technicianId: 'tech-1' }],
        ['2026-03-03 10:00', 'ReportFiled'],
        ['2026-03-03 11:00', 'ReportSigned', { opinion: 'dissatisfied' }],
        ['2026-03-03 14:00', 'ServiceRated', { score: 1 }],
        ['2026-03-03 14:00', 'CaseReopened'],
        ['2026-03-04 09:00', 'TechnicianAssigned', { technicianId: 'tech-3' }],
        ['2026-03-05 09:00', 'TechnicianArrived', { technicianId: 'tech-3' }],
        ['2026-03-06 09:00', 'ServiceRated', { score: 5 }],
      ),
    ];
    expect(reportAt(...MONTHLY, { ledgers }).technicians).toEqual([
      { personId: 'tech-1', visits: 1, reports: 1, score: 1, ratings: 1, incidents: 0, dissatisfied: 1, reopened: 1 },
      { personId: 'tech-3', visits: 1, reports: 0, score: 5, ratings: 1, incidents: 0, dissatisfied: 0, reopened: 0 },
    ]);
  });

  test('an incident is on the record of whoever it names, also of somebody who never came', () => {
    const ledgers = [
      ledger(
        ['2026-03-03 09:00', 'TechnicianArrived', { technicianId: 'tech-1' }],
        ['2026-03-03 10:00', 'IncidentRecorded', { personId: 'tech-3', what: 'rude' }],
        ['2026-03-03 11:00', 'IncidentRecorded', { personId: 'tech-3', what: 'late' }],
        ['2026-04-01 09:00', 'IncidentRecorded', { personId: 'tech-3', what: 'rude' }],
      ),
    ];
    const rows = reportAt(...MONTHLY, { ledgers }).technicians;
    expect(rows?.map(({ personId, visits, incidents }) => [personId, visits, incidents])).toEqual([
      ['tech-1', 1, 0],
      ['tech-3', 0, 2],
    ]);
  });

  test('a case that was helped from afar is nobody’s', () => {
    const ledgers = [ledger(['2026-03-02 09:00', 'CaseOpened'], ['2026-03-03 09:00', 'ServiceRated', { score: 1 }])];
    expect(reportAt(...MONTHLY, { ledgers }).technicians).toEqual([]);
  });

  test('who did nothing in the month is not told, though he was assigned before it', () => {
    const ledgers = [
      ledger(['2026-02-02 09:00', 'TechnicianArrived'], ['2026-04-02 09:00', 'ServiceRated', { score: 1 }]),
    ];
    expect(reportAt(...MONTHLY, { ledgers }).technicians).toEqual([]);
  });
});

test('certificates are told when they have ended or end within the days of the policy', () => {
  const ending = (when: string) =>
    reportAt('weekly', when).certificates?.map(({ personId, daysLeft }) => [personId, daysLeft]);
  expect(ending('2026-03-09 08:00')).toEqual([['tech-2', -37]]);
  // tech-3's is valid until 2027-11-30, 60 days after 2027-10-01.
  expect(ending('2027-09-27 08:00')).toEqual([['tech-2', -604]]);
  expect(ending('2027-10-04 08:00')).toEqual([
    ['tech-2', -611],
    ['tech-3', 57],
  ]);
});
