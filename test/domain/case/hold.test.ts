import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES } from '../../../domain/case/commands.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import { expectRefused } from '../../support/refusing.ts';
import { askCallback, at, DESK, FACTS, LEAD, propose, repairAt } from '../../support/repair.ts';

const HOLD = { reason: 'waiting-for-parts', untilMs: null } as const;

describe('a hold', () => {
  test('keeps out everything but facts, words with the customer, items, care, alarms, its own end and the case’s', () => {
    const held = repairAt('hand-off').send('HoldCase', HOLD, DESK);
    const taken = COMMAND_TYPES.filter(
      (type) => held.twin().try(type, { facts: {}, values: {} } as never)?.code !== 'on-hold',
    );
    // A second hold is refused with the same code, by a rule of its own.
    expect(taken.sort()).toEqual([
      'AcknowledgeEscalation',
      'AdvanceItem',
      'AnswerOccasion',
      'CloseCase',
      'OpenItem',
      'ProvideFacts',
      'RecordConsent',
      'RecordContact',
      'RecordIncident',
      'RecordPurchase',
      'ResumeCase',
    ]);
  });

  test('says since when it stands, and who ends it', () => {
    const held = repairAt('hand-off').send('HoldCase', HOLD, DESK);
    const since = new Date(held.nowMs).toISOString();
    const refusal = held.until(held.nowMs + HOUR_MS).try('HandOffCase', { leadId: null });
    expectRefused(refusal, 'on-hold');
    expect(refusal?.params).toEqual({ since });
    expect(held.view().nextStep).toMatchObject({ what: 'resume', who: 'desk' });
    expect(held.send('ResumeCase', {}, DESK).try('HandOffCase', { leadId: null })).toBeNull();
  });

  test('is refused twice, into the past, and for more than a year', () => {
    const repair = repairAt('classify');
    const hold = (untilMs: number | null) => repair.try('HoldCase', { reason: 'other', untilMs }, DESK);
    expectRefused(hold(repair.nowMs), 'hold-ends-in-past', '/untilMs');
    expectRefused(hold(repair.nowMs + 365 * DAY_MS + 1), 'hold-too-long', '/untilMs');
    expect(hold(repair.nowMs + 365 * DAY_MS)).toBeNull();
    expectRefused(hold(null), 'on-hold');
  });

  test('that is over can’t be resumed', () => {
    expectRefused(repairAt('classify').try('ResumeCase', {}), 'not-on-hold');
  });

  test('ends by itself at its time', () => {
    const held = repairAt('classify');
    const untilMs = held.nowMs + 3 * DAY_MS;
    held.send('HoldCase', { reason: 'customer-away', untilMs }, DESK).until(untilMs - 1);
    expect(held.view()).toMatchObject({ hold: { untilMs }, nextStep: { what: 'resume', byMs: untilMs } });
    held.until(untilMs);
    expect(held.view().hold).toBeNull();
    expect(held.of('CaseResumed')).toMatchObject([{ because: 'hold-ended', atMs: untilMs }]);
  });

  test('lets facts be corrected, and keeps the case where it is', () => {
    const held = repairAt('assign').send('HoldCase', HOLD, DESK).send('ProvideFacts', { facts: FACTS }, DESK);
    expect(held.view()).toMatchObject({ stage: 'assign', hold: { reason: 'waiting-for-parts' } });
  });
});

describe('a hold and the appointment', () => {
  test('that falls into it: the visit is called off, and has to be agreed again', () => {
    const held = repairAt('visit').send('HoldCase', HOLD, DESK);
    expect(held.view()).toMatchObject({ stage: 'appointment', appointment: null, appointmentRevision: 2 });
    expect(held.sent()).toContain('appointment-cancelled/r2/customer/sms');
    held.send('ResumeCase', {}, DESK);
    expect(held.view().nextStep).toMatchObject({ what: 'schedule', who: 'technician' });
  });

  test('that lies behind it: the visit stands', () => {
    const repair = repairAt('visit');
    const { startMs } = repair.open().appointment!;
    const held = repair.send('HoldCase', { reason: 'customer-away', untilMs: startMs - HOUR_MS }, DESK);
    expect(held.until(startMs).view()).toMatchObject({ stage: 'visit', hold: null, appointment: { startMs } });
  });

  test('that has been kept: nobody is told that it was called off', () => {
    for (const stage of ['report', 'callback', 'follow-up'] as const) {
      const held = repairAt(stage).send('HoldCase', HOLD, DESK);
      expect(held.of('AppointmentCancelled'), stage).toEqual([]);
      expect(held.view().stage).toBe(stage);
    }
  });
});

test('questions that fall into a hold are put when it ends, not during it', () => {
  const held = askCallback(repairAt('callback'));
  const untilMs = held.nowMs + 20 * DAY_MS;
  held.send('HoldCase', { reason: 'customer-away', untilMs }, DESK).until(untilMs - 1);
  expect(held.of('CallbackAsked')).toHaveLength(1);
  held.until(untilMs);
  expect(held.of('CallbackAsked').map(({ atMs }) => atMs)[1]).toBe(untilMs);
});

test('a hold back-dated over a proposed visit calls it off as well', () => {
  const repair = propose(repairAt('appointment'), at('03-11 10:00')).until(at('03-10 12:00'));
  repair.try('HoldCase', HOLD, LEAD, { effectiveAtMs: at('03-09 15:00') });
  expect(repair.view()).toMatchObject({ appointment: null, hold: { sinceMs: at('03-09 15:00') } });
});
