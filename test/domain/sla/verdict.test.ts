import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withClock } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, file, LEAD, propose, repairAt } from '../../support/repair.ts';

const STEPS = [
  { afterMs: 0, notify: { kind: 'lead' } },
  { afterMs: HOUR_MS, notify: { kind: 'role', role: 'department-head' } },
] as const;

/** Promised: at the door within sixteen working hours of Monday 09:00, which is Tuesday 18:00. */
const policy = withClock(DEVICE_MAKER, { within: [{ when: {}, withinMs: 16 * HOUR_MS }] }, STEPS);

function lateOnWednesday(): CoreCase {
  const repair = propose(repairAt('appointment', { policy }), at('03-10 16:00'));
  return repair.send('ConfirmAppointment', { revision: null }).until(at('03-11 11:00'));
}

describe('an arrival that is written down late', () => {
  test('withdraws the breach it shows to be false, and tells everyone who was alarmed', () => {
    const repair = lateOnWednesday();
    expect(repair.of('ClockEscalated').map(({ personId }) => personId)).toEqual(['lead-south', 'head-1']);
    repair.try('RecordArrival', {}, LEAD, { effectiveAtMs: at('03-10 16:00') });
    expect(repair.view().clocks[0]?.status).toBe('met');
    expect(repair.of('BreachWithdrawn')).toMatchObject([{ alertedIds: ['lead-south', 'head-1'] }]);
    expect(repair.sent().filter((key) => key.startsWith('breach-withdrawn'))).toEqual([
      'breach-withdrawn/promise-1/lead-south/email',
      'breach-withdrawn/promise-1/head-1/email',
    ]);
  });

  test('at the very end of the limit is in time', () => {
    const repair = lateOnWednesday();
    repair.try('RecordArrival', {}, LEAD, { effectiveAtMs: at('03-10 18:00') });
    expect(repair.of('ClockStopped')).toMatchObject([{ verdict: 'met', usedMs: 16 * HOUR_MS }]);
  });

  test('but after the limit leaves the breach as it is', () => {
    const repair = lateOnWednesday();
    repair.try('RecordArrival', {}, LEAD, { effectiveAtMs: at('03-11 10:00') });
    expect(repair.of('ClockStopped')).toMatchObject([{ verdict: 'breached', dueAtMs: at('03-10 18:00') }]);
    expect(repair.of('BreachWithdrawn')).toEqual([]);
  });
});

describe('a verdict', () => {
  test('is sealed: no later fact changes what it says', () => {
    const repair = repairAt('report', {
      policy: withClock(DEVICE_MAKER, {
        within: [
          { when: { products: ['LK-*'] }, withinMs: 30 * HOUR_MS },
          { when: {}, withinMs: HOUR_MS },
        ],
      }),
    });
    const sealed = repair.view().clocks[0];
    expect(sealed?.status).toBe('met');
    repair.send('ProvideFacts', { facts: { 'product-model': { value: 'IV-3000' } } }, DESK);
    expect(repair.view().clocks[0]).toEqual(sealed);
  });

  test('counts what a hold gave back', () => {
    const pausing = withClock(DEVICE_MAKER, { within: [{ when: {}, withinMs: 16 * HOUR_MS }], pausedWhile: ['held'] });
    const repair = repairAt('appointment', { policy: pausing }).until(at('03-09 10:00'));
    const untilMs = at('03-10 10:00');
    repair.send('HoldCase', { reason: 'customer-away', untilMs }, DESK).until(untilMs);
    propose(repair, at('03-11 09:00')).send('ConfirmAppointment', { revision: null }).until(at('03-11 09:00'));
    repair.send('RecordArrival', {}, LEAD);
    expect(repair.of('ClockStopped')).toMatchObject([{ verdict: 'met', usedMs: 8 * HOUR_MS }]);
  });

  test('names the due time even when the stopping event ends the pause', () => {
    const waiting = withClock(DEVICE_MAKER, {
      within: [{ when: {}, withinMs: 8 * HOUR_MS }],
      until: 'appointment-confirmed',
      pausedWhile: ['waiting-for-customer'],
    });
    const repair = propose(repairAt('appointment', { policy: waiting }), at('03-11 10:00')).until(at('03-09 11:00'));
    repair.send('ConfirmAppointment', { revision: null });
    expect(repair.of('ClockStopped')).toMatchObject([{ verdict: 'met', usedMs: 0, dueAtMs: at('03-10 11:00') }]);
  });
});

describe('a clock that runs more than once', () => {
  const reporting = withClock(DEVICE_MAKER, {
    from: 'arrived',
    until: 'report-filed',
    within: [{ when: {}, withinMs: HOUR_MS }],
  });

  test('starts a new instance at the second visit', () => {
    const repair = file(repairAt('report', { policy: reporting }), { result: 'second-visit' });
    propose(repair, at('03-12 10:00')).send('ConfirmAppointment', { revision: null }).until(at('03-12 10:00'));
    repair.send('RecordArrival', {}, LEAD);
    expect(repair.view().clocks).toMatchObject([
      { round: 1, status: 'met' },
      { round: 2, status: 'running', startedAtMs: at('03-12 10:00') },
    ]);
  });

  test('escalates anew after a reopening, and only the new instance can be acknowledged', () => {
    const again = withClock(
      DEVICE_MAKER,
      { until: 'technician-assigned', within: [{ when: {}, withinMs: HOUR_MS }] },
      STEPS,
    );
    const reopensToLead = {
      ...again,
      pinned: { ...again.pinned, callback: { ...again.pinned.callback, reopenTo: 'hand-off' as const } },
    };
    const repair = repairAt('assign', { policy: reopensToLead }).until(at('03-09 14:00'));
    expect(repair.of('ClockEscalated')).toHaveLength(2);
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    propose(repair, at('03-11 10:00')).send('ConfirmAppointment', { revision: null }).until(at('03-11 10:00'));
    file(repair.send('RecordArrival', {}, LEAD)).send('SignReport', { opinion: 'dissatisfied', noteId: null });
    repair.until(at('03-11 14:00')).send('RateService', { score: 1, noteId: null });
    expect(repair.try('AcknowledgeEscalation', { clockId: null }, LEAD)?.code).toBe('nothing-to-acknowledge');
    repair.send('HandOffCase', { leadId: null }, DESK).until(repair.nowMs + 90 * 60_000);
    expect(repair.of('ClockEscalated').map(({ round, step }) => [round, step])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(repair.try('AcknowledgeEscalation', { clockId: null }, LEAD)).toBeNull();
  });
});
