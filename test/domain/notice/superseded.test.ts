import { describe, expect, test } from 'vitest';
import type { NoticeTrigger } from '../../../domain/policy/vocabulary.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { askCallback, at, DESK, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const MORNING = at('03-10 12:00');

/** A repair that waits for its appointment at eleven at night, when nobody is written to. */
const atNight = (policy = DEVICE_MAKER) => repairAt('appointment', { policy, startMs: at('03-09 23:00') });

function released(repair: CoreCase, purpose: NoticeTrigger): string[] {
  return repair.of('MessageReleased').flatMap(({ intent }) => (intent.purpose === purpose ? [intent.key] : []));
}

function writtenOff(repair: CoreCase, purpose: NoticeTrigger): (string | undefined)[] {
  return repair.of('MessageSuppressed').flatMap(({ key, reason }) => (key.includes(`/${purpose}/`) ? [reason] : []));
}

describe('a message that waits for the morning', () => {
  test('about a visit that was moved meanwhile is never sent', () => {
    const repair = propose(atNight(), at('03-12 10:00'));
    const moved = { startMs: at('03-13 10:00'), endMs: at('03-13 11:00'), reason: 'other' } as const;
    repair.send('RescheduleAppointment', moved, LEAD).until(MORNING);
    expect(writtenOff(repair, 'appointment-proposed')).toEqual(['superseded']);
    expect(released(repair, 'appointment-proposed')).toEqual(['C-TEST/appointment-proposed/r2/customer/sms']);
  });

  test('about a visit that a hold called off is never sent', () => {
    const repair = propose(atNight(), at('03-12 10:00'));
    repair.send('HoldCase', { reason: 'other', untilMs: null }, DESK).until(MORNING);
    expect(released(repair, 'appointment-proposed')).toEqual([]);
    expect(released(repair, 'appointment-cancelled')).toContain('C-TEST/appointment-cancelled/r2/customer/sms');
  });

  test('that asks to confirm is never sent once the customer has confirmed', () => {
    const repair = propose(atNight(), at('03-12 10:00')).send('ConfirmAppointment', { revision: 1 }).until(MORNING);
    expect(writtenOff(repair, 'appointment-proposed')).toEqual(['answered']);
    expect(released(repair, 'appointment-proposed')).toEqual([]);
  });

  test('about an alarm that somebody took on is never sent', () => {
    const ladders = { standard: [{ afterMs: 0, notify: { kind: 'lead' } }] } as const;
    const clocks = DEVICE_MAKER.pinned.clocks.map((clock) => ({ ...clock, calendar: 'round-the-clock' }));
    const repair = atNight(withRules(DEVICE_MAKER, { ladders, clocks })).until(at('03-10 04:00'));
    expect(repair.open().heldMessages.map(({ intent }) => intent.purpose)).toContain('clock-escalated');
    repair.send('AcknowledgeEscalation', { clockId: null }, LEAD).until(MORNING);
    expect(released(repair, 'clock-escalated')).toEqual([]);
  });
});

describe('a reminder', () => {
  const { appointment, notices } = DEVICE_MAKER.pinned;
  const late = withRules(DEVICE_MAKER, {
    appointment: { ...appointment, reminder: { daysBefore: 1, atMinuteOfDay: 22 * 60 } },
    notices: notices.map((notice) =>
      notice.on === 'appointment-reminder' ? { ...notice, hours: { calendar: 'office-hours' } } : notice,
    ),
  });
  const reminded = (startMs: number) =>
    propose(repairAt('appointment', { policy: late }), startMs)
      .send('ConfirmAppointment', { revision: null })
      .until(at('03-11 18:00'));

  test('that has to wait for the morning is sent while the visit is still to come', () => {
    expect(released(reminded(at('03-11 14:00')), 'appointment-reminder')).toHaveLength(1);
  });

  test('is written off when the visit begins before the hours do', () => {
    const repair = reminded(at('03-11 08:30'));
    expect(released(repair, 'appointment-reminder')).toEqual([]);
    expect(writtenOff(repair, 'appointment-reminder')).toEqual(['superseded']);
  });

  test('is written off when the technician came early', () => {
    const repair = propose(repairAt('appointment', { policy: late }), at('03-11 14:00'));
    repair.send('ConfirmAppointment', { revision: null }).until(at('03-11 08:00')).send('RecordArrival', {}, LEAD);
    expect(writtenOff(repair, 'appointment-reminder')).toEqual(['answered']);
  });
});

test('a question that waits for the customer’s hours gives way to the next one', () => {
  const { callback, notices } = DEVICE_MAKER.pinned;
  const policy = withRules(DEVICE_MAKER, {
    callback: { ...callback, hours: 'round-the-clock', afterMs: 13 * HOUR_MS, askAgainEveryMs: 4 * HOUR_MS },
    notices: notices.map((notice) => ({ ...notice, hours: { calendar: 'customer-contact' } })),
  });
  const repair = askCallback(repairAt('callback', { policy })).until(at('03-12 09:00'));
  const sent = repair.sent().filter((key) => key.startsWith('callback-asked'));
  expect(repair.of('CallbackAsked')).toHaveLength(callback.times);
  expect(sent).toEqual(['callback-asked-again/round-1-n3/customer/sms']);
});
