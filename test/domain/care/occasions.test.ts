import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import { answered, CUSTOMER, caring, daysOf, inCare, MONDAY_MS, occasion, told } from '../../support/care.ts';
import { DESK } from '../../support/repair.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const last = <T>(all: readonly T[]): T => all[all.length - 1]!;

describe('a question by the quarter', () => {
  test('comes on its day at its time, and what is next is told with its moment', () => {
    const care = inCare(caring({}));
    expect(care.view().nextStep).toMatchObject({ what: 'quarterly.due', who: 'engine', byMs: at('2026-06-02T10:00') });
    care.until(at('2026-06-02T10:00'));
    expect(last(care.of('OccasionDue'))).toMatchObject({ on: '2026-06-02', ordinal: 1, atMs: at('2026-06-02T10:00') });
    expect(care.view().nextStep).toMatchObject({ what: 'quarterly.answered', who: 'customer' });
  });

  test('waits for the hours of care: a Saturday is asked on the Monday after', () => {
    const care = inCare(
      caring({ occasions: [occasion('ring', { falls: { kind: 'after', days: 5, months: 0, of: null } })] }),
    );
    care.until(at('2026-03-10T00:00'));
    expect(last(care.of('OccasionDue'))).toMatchObject({ on: '2026-03-07', atMs: at('2026-03-09T09:00') });
  });

  test('is given up after its time, and comes again all the same', () => {
    const care = inCare(caring({})).until(at('2026-09-30T00:00'));
    expect(daysOf(care, 'quarterly')).toEqual(['2026-06-02', '2026-09-02']);
    expect(care.of('OccasionUnanswered').map(({ atMs }) => atMs)[0]).toBe(at('2026-06-09T10:00'));
  });

  test('is answered once, by the word that was asked for', () => {
    const care = inCare(caring({})).until(at('2026-06-02T10:00'));
    expect(care.try('AnswerOccasion', answered('yearly', 'fine'))?.code).toBe('not-asked');
    expect(care.try('AnswerOccasion', { ...answered('quarterly', 'fine'), answer: null, score: 4 })?.code).toBe(
      'occasion-answer',
    );
    care.send('AnswerOccasion', answered('quarterly', 'fine'));
    expect(care.try('AnswerOccasion', answered('quarterly', 'fine'))?.code).toBe('not-asked');
    expect(care.until(at('2026-06-30T00:00')).of('OccasionUnanswered')).toEqual([]);
  });

  test('that asks for a score takes one on the scale, and calls a low one a problem', () => {
    const policy = caring({
      lowScore: 2,
      cases: { problem: 'repair' },
      occasions: [occasion('survey', { does: 'rate' })],
    });
    const care = inCare(policy).until(at('2026-06-02T10:00'));
    const score = (number: number) => ({ occasion: 'survey', answer: null, score: number, noteId: null });
    expect(care.try('AnswerOccasion', answered('survey', 'fine'))?.code).toBe('occasion-answer');
    expect(care.try('AnswerOccasion', score(6))?.code).toBe('score-out-of-scale');
    expect(care.twin().send('AnswerOccasion', score(3)).of('LinkedCaseAsked')).toEqual([]);
    expect(care.send('AnswerOccasion', score(2)).of('LinkedCaseAsked')).toMatchObject([
      { kind: 'repair', because: 'survey.problem', ordinal: 1 },
    ]);
  });
});

describe('what it leads to', () => {
  test('a problem opens a case of the policy’s kind, with the note for its description', () => {
    const care = inCare(caring({ cases: { problem: 'repair' } })).until(at('2026-06-02T10:00'));
    care.send('AnswerOccasion', answered('quarterly', 'problem', 'v_hum'));
    expect(care.of('LinkedCaseAsked')).toMatchObject([
      { kind: 'repair', because: 'quarterly.problem', noteId: 'v_hum' },
    ]);
    expect(care.view().care?.opened).toMatchObject([{ kind: 'repair', came: { caseId: 'C-LINKED-1' } }]);
    expect(care.open().stage.name).toBe('care');
  });

  test('an inspection opens a case by itself each time, under a name of its own', () => {
    const falls = { kind: 'in-months', months: [4, 10], day: 15 } as const;
    const care = inCare(
      caring({ occasions: [occasion('inspection', { falls, does: 'open-case', kind: 'maintenance' })] }),
    );
    care.until(at('2027-04-16T00:00'));
    expect(care.of('LinkedCaseAsked').map(({ because, ordinal }) => `${because}-${ordinal}`)).toEqual([
      'inspection.due-1',
      'inspection.due-2',
      'inspection.due-3',
    ]);
  });

  test('a task opens on its occasion, and clocks run between its steps', () => {
    const care = inCare(
      caring(
        { occasions: [occasion('card', { does: 'task', falls: { kind: 'after', days: 1, months: 0, of: null } })] },
        {
          items: {
            post: {
              is: 'task',
              opens: [{ on: 'card.due', when: {} }],
              blocks: [],
              owner: { kind: 'role', role: 'desk' },
              checklist: [],
              signed: null,
              sets: null,
            },
          },
        },
      ),
    ).until(at('2026-03-03T12:00'));
    expect(care.view().items).toMatchObject([{ name: 'post', step: 'opened', next: { what: 'post.done' } }]);
  });

  test('customers are written to by turns, and called by the desk in theirs; a turn without an address is passed', () => {
    const monthly = occasion('monthly', {
      falls: { kind: 'every-months', months: 1, of: null },
      channelTurns: ['sms', 'email', 'phone'],
    });
    const notices = [
      told('monthly.due', { kind: 'customer' }, 'sms', 'email'),
      told('monthly.due', { kind: 'role', role: 'desk' }, 'email'),
    ];
    const policy = caring({ occasions: [monthly] }, { notices });
    const withMail = inCare(policy, { facts: { ...CUSTOMER, email: { vaultId: 'v_mail' } } }).until(
      at('2026-06-03T00:00'),
    );
    expect(withMail.of('OccasionDue').map(({ turn }) => turn)).toEqual(['sms', 'email', 'phone']);
    expect(withMail.sent()).toEqual([
      'monthly.due/n1/customer/sms',
      'monthly.due/n2/customer/email',
      'monthly.due/n3/desk-1/email',
    ]);
    expect(withMail.view().nextStep).toMatchObject({ what: 'monthly.answered', who: 'desk' });
    expect(
      inCare(policy)
        .until(at('2026-06-03T00:00'))
        .of('OccasionDue')
        .map(({ turn }) => turn),
    ).toEqual(['sms', 'phone', 'phone']);
  });
});

describe('days that change', () => {
  const days = [1, 3, 7].map((day) =>
    occasion(`day-${day}-call`, { falls: { kind: 'after', days: day, months: 0, of: 'purchase-date' } }),
  );
  const bought = { ...CUSTOMER, 'purchase-date': { value: '2026-03-01' } };

  test('a purchase is followed on days 1, 3 and 7, and a new one begins anew', () => {
    const care = inCare(caring({ occasions: days }), { facts: bought }).until(at('2026-03-05T12:00'));
    expect(care.of('OccasionDue').map(({ occasion: one }) => one)).toEqual(['day-1-call', 'day-3-call']);
    care.send('RecordPurchase', { on: null, productModel: 'AP-10', noteId: null }, DESK).until(at('2026-03-20T00:00'));
    expect(daysOf(care, 'day-1-call')).toEqual(['2026-03-02', '2026-03-06']);
    expect(daysOf(care, 'day-7-call')).toEqual(['2026-03-12']);
    expect(care.view()).toMatchObject({ productModel: 'AP-10', nextStep: { what: 'record-purchase', who: 'desk' } });
  });

  test('a purchase of tomorrow, or of no day at all, is none', () => {
    const care = inCare(caring({ occasions: days }), { facts: bought });
    const on = (date: string) => care.try('RecordPurchase', { on: date, productModel: null, noteId: null });
    expect([on('2026-03-03'), on('2026-02-30')].map((refused) => [refused?.code, refused?.place])).toEqual([
      ['date-in-future', '/on'],
      ['impossible-date', '/on'],
    ]);
  });

  test('days of before care began are past', () => {
    const facts = { ...CUSTOMER, 'purchase-date': { value: '2026-02-26' } };
    const care = inCare(caring({ occasions: days }), { facts }).until(at('2026-03-20T00:00'));
    expect(daysOf(care, 'day-1-call')).toEqual([]);
    expect(daysOf(care, 'day-7-call')).toEqual(['2026-03-05']);
  });

  test('a unit that becomes another’s is not asked what it was not asked before', () => {
    const monthly = occasion('monthly', {
      falls: { kind: 'every-months', months: 1, of: null },
      when: { tiers: ['key'] },
    });
    const care = inCare(caring({ occasions: [monthly] })).until(at('2026-08-20T12:00'));
    care.send('ReclassifyCase', { grade: null, urgency: null, tier: 'key', way: null, noteId: null }, DESK);
    expect(daysOf(care.until(at('2026-10-20T00:00')), 'monthly')).toEqual(['2026-09-02', '2026-10-02']);
  });

  test('of what passes on hold the last is made up for, when it ends', () => {
    const monthly = occasion('monthly', { falls: { kind: 'every-months', months: 1, of: null } });
    const care = inCare(caring({ occasions: [monthly] })).until(at('2026-03-20T12:00'));
    care
      .send('HoldCase', { reason: 'customer-away', untilMs: at('2026-07-15T10:00') }, DESK)
      .until(at('2026-08-03T00:00'));
    expect(care.of('OccasionDue').map(({ on, atMs }) => [on, atMs])).toEqual([['2026-07-02', at('2026-07-15T10:00')]]);
  });

  test('after an outage what is to be done is done late, and a greeting of another day is not', () => {
    const greeting = occasion('greeting', { does: 'tell', falls: { kind: 'after', days: 3, months: 0, of: null } });
    const visit = occasion('visit', { does: 'open-case', kind: 'maintenance', falls: greeting.falls });
    const policy = caring(
      { occasions: [greeting, visit] },
      { notices: [told('greeting.due', { kind: 'customer' }, 'sms')] },
    );
    expect(
      inCare(policy)
        .until(MONDAY_MS + 4 * DAY_MS)
        .sent(),
    ).toEqual(['greeting.due/n1/customer/sms']);
    const late = inCare(policy).wakeLate(MONDAY_MS + 5 * DAY_MS);
    expect(late.sent()).toEqual([]);
    expect(late.of('LinkedCaseAsked')).toHaveLength(1);
    expect(
      inCare(policy)
        .wakeLate(MONDAY_MS + 3 * DAY_MS + HOUR_MS)
        .sent(),
    ).toHaveLength(1);
  });
});

describe('the warranty of a unit in care', () => {
  const bought = { ...CUSTOMER, 'product-model': { value: 'LK-200' }, 'purchase-date': { value: '2026-03-01' } };
  const unit = { unitKey: 'u_1', repairs: [] };

  test('is known on any day, and ends care where the policy says so', () => {
    const care = inCare(caring({ until: 'warranty-end' }), { facts: bought });
    expect(care.view()).toMatchObject({ warranty: { standing: 'in-warranty', untilDate: '2027-03-01' } });
    expect(care.view().care?.lastDay).toBe('2027-03-01');
    care.until(at('2027-03-01T23:59'));
    expect(care.open().stage.name).toBe('care');
    care.until(at('2027-03-02T00:00'));
    expect(care.view()).toMatchObject({ stage: 'closed', outcome: 'completed' });
    expect(care.of('CareEnded')).toMatchObject([{ lastDay: '2027-03-01', atMs: at('2027-03-02T00:00') }]);
  });

  test('is longer when another case repaired the unit so that it began anew', () => {
    const policy = caring({ until: 'warranty-end' }, { warranty: { ...caring({}).pinned.warranty, restartAfter: 2 } });
    const care = inCare(policy, { facts: bought, unit }).until(at('2026-06-02T10:00'));
    care.takeRepairs([{ fault: 'no-light', part: null, on: '2026-05-20', restarts: true }]);
    expect(care.of('UnitRecalled')).toHaveLength(1);
    expect(care.view().care).toMatchObject({ lastDay: '2027-05-20', repairs: [{ fault: 'no-light' }] });
    care.takeRepairs([{ fault: 'no-light', part: null, on: '2026-05-20', restarts: true }]);
    expect(care.of('UnitRecalled')).toHaveLength(1);
  });

  test('says which occasions a unit has: free inspections end with it', () => {
    const free = occasion('free', {
      falls: { kind: 'every-months', months: 6, of: null },
      when: { standings: ['in-warranty'] },
    });
    const paid = occasion('paid', { falls: free.falls, when: { standings: ['expired'] } });
    const care = inCare(caring({ occasions: [free, paid] }), { facts: bought }).until(at('2028-03-10T00:00'));
    expect(daysOf(care, 'free')).toEqual(['2026-09-02']);
    expect(daysOf(care, 'paid')).toEqual(['2027-03-02', '2027-09-02', '2028-03-02']);
  });
});

describe('care begins', () => {
  test('on a step of another case, once each time', () => {
    const policy = caring({ opens: [{ on: 'record-completed', when: { kinds: ['repair'] } }] });
    const repair = inCare(policy, { kind: 'repair', facts: { ...CUSTOMER, region: { value: 'south' } } });
    expect(repair.of('LinkedCaseAsked')).toEqual([]);
    while (repair.open().stage.name !== 'classify') {
      const { stage } = repair.open();
      if (stage.name === 'intake')
        repair.send(
          'ProvideFacts',
          { facts: Object.fromEntries(stage.missing.map((name) => [name, { vaultId: `v_${name}` }])) },
          DESK,
        );
      else repair.send('RecordRemoteHelp', { outcome: 'not-enough', noteId: null }, DESK);
    }
    repair.send('ClassifyCase', { kind: null, grade: 'general', urgency: null, damage: 'none' }, DESK);
    expect(repair.of('LinkedCaseAsked')).toMatchObject([{ kind: 'care', because: 'record-completed' }]);
  });

  test('and nothing becomes care by classification', () => {
    const repair = inCare(caring({}), { kind: 'repair' });
    expect(repair.open().kind).toBe('repair');
  });
});
