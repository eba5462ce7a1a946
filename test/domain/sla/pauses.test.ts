import { describe, expect, test } from 'vitest';
import type { PauseCause } from '../../../domain/policy/vocabulary.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withClock } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const EIGHT_HOURS = [{ when: {}, withinMs: 8 * HOUR_MS }];

/** Handed off on Monday at nine: eight working hours end on Monday at 18:00. */
function promised(pausedWhile: readonly PauseCause[] = ['held', 'waiting-for-customer']): CoreCase {
  const steps = [
    { afterMs: 0, notify: { kind: 'lead' } },
    { afterMs: HOUR_MS, notify: { kind: 'role', role: 'department-head' } },
  ] as const;
  return repairAt('assign', { policy: withClock(DEVICE_MAKER, { within: EIGHT_HOURS, pausedWhile }, steps) });
}

const dueAtMs = (repair: CoreCase) => repair.view().clocks[0]!.dueAtMs;

function held(repair: CoreCase, from: string, to: string): CoreCase {
  return repair
    .until(at(from))
    .send('HoldCase', { reason: 'customer-away', untilMs: at(to) }, DESK)
    .until(at(to));
}

describe('a hold', () => {
  test('over the night takes nothing from the working time, so the deadline stays', () => {
    const repair = promised().until(at('03-09 17:00'));
    expect(dueAtMs(held(repair, '03-09 18:00', '03-10 09:00'))).toBe(at('03-09 18:00'));
    const late = repairAt('assign', {
      startMs: at('03-09 14:00'),
      policy: withClock(DEVICE_MAKER, { within: EIGHT_HOURS, pausedWhile: ['held'] }),
    });
    const before = dueAtMs(late);
    expect(dueAtMs(held(late, '03-09 18:30', '03-10 08:30'))).toBe(before);
  });

  test('moves the deadline by the working time in it, not by its length', () => {
    expect(dueAtMs(held(promised(), '03-09 11:00', '03-09 15:00'))).toBe(at('03-10 12:00'));
    expect(dueAtMs(held(promised(), '03-09 17:00', '03-10 10:00'))).toBe(at('03-10 11:00'));
  });

  test('that spans the due time breaks nothing, and the clock goes on after it', () => {
    const repair = held(promised(), '03-09 17:00', '03-10 12:00');
    expect(repair.of('ClockBreached')).toEqual([]);
    expect(repair.until(at('03-10 14:00')).of('ClockBreached')).toMatchObject([{ atMs: at('03-10 14:00') }]);
  });

  test('without end leaves the clock without a due time until it is resumed', () => {
    const repair = promised().until(at('03-09 17:00')).send('HoldCase', { reason: 'other', untilMs: null }, DESK);
    expect(repair.view().clocks[0]).toMatchObject({ status: 'paused', dueAtMs: null });
    repair.until(at('03-20 10:00')).send('ResumeCase', {}, DESK);
    expect(dueAtMs(repair)).toBe(at('03-20 11:00'));
  });

  test('opened after the breach stops the ladder, and the breach stands where it was', () => {
    const repair = held(promised(), '03-10 09:30', '03-10 15:30');
    expect(dueAtMs(repair)).toBe(at('03-09 18:00'));
    repair.until(at('03-12 18:00'));
    expect(repair.of('ClockEscalated').map(({ atMs }) => atMs)).toEqual([at('03-09 18:00'), at('03-10 16:00')]);
  });

  test('does not stop a clock that the policy does not pause for it', () => {
    const repair = held(promised([]), '03-09 11:00', '03-10 15:00');
    expect(repair.of('ClockBreached')).toMatchObject([{ atMs: at('03-09 18:00') }]);
  });

  test('back-dated over a working hour gives that hour back', () => {
    const repair = promised().until(at('03-09 15:00'));
    repair.try('HoldCase', { reason: 'other', untilMs: null }, DESK, { effectiveAtMs: at('03-09 14:00') });
    repair.send('ResumeCase', {}, DESK);
    expect(dueAtMs(repair)).toBe(at('03-10 10:00'));
  });

  test('resumed as of before it began takes nothing', () => {
    const repair = promised().until(at('03-09 15:00')).send('HoldCase', { reason: 'other', untilMs: null }, DESK);
    repair.until(at('03-09 16:00')).try('ResumeCase', {}, DESK, { effectiveAtMs: at('03-09 14:00') });
    expect(dueAtMs(repair)).toBe(at('03-09 18:00'));
  });
});

describe('waiting for the customer’s word', () => {
  const assigned = () => promised().send('AssignTechnician', { technicianId: null }, LEAD);

  test('from the proposal to the confirmation does not count', () => {
    const repair = propose(assigned().until(at('03-09 10:00')), at('03-11 10:00'));
    repair.until(at('03-09 14:00')).send('ConfirmAppointment', { revision: null });
    expect(dueAtMs(repair)).toBe(at('03-10 12:00'));
  });

  test('that overlaps a hold counts once', () => {
    const repair = propose(assigned().until(at('03-09 10:00')), at('03-12 10:00'));
    held(repair, '03-09 11:00', '03-09 15:00');
    repair.until(at('03-09 16:00')).send('ConfirmAppointment', { revision: null });
    expect(dueAtMs(repair)).toBe(at('03-10 15:00'));
  });

  test('ends when the proposal is called off', () => {
    const repair = propose(assigned().until(at('03-09 10:00')), at('03-11 10:00')).until(at('03-09 11:00'));
    repair.send('HoldCase', { reason: 'other', untilMs: null }, DESK).send('ResumeCase', {}, DESK);
    expect(repair.view().appointment).toBeNull();
    expect(dueAtMs(repair)).toBe(at('03-10 10:00'));
  });
});
