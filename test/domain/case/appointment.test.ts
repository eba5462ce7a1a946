import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const { minNoticeMs, maxAheadMs, maxLengthMs } = DEVICE_MAKER.pinned.appointment;
const slot = (from: string, lengthMs = HOUR_MS) => ({ startMs: at(from), endMs: at(from) + lengthMs });
const trySlot = (from: string, lengthMs?: number) =>
  repairAt('appointment').try('ProposeAppointment', slot(from, lengthMs), LEAD);

describe('a time for the visit', () => {
  test('must last some time, and no longer than the policy allows', () => {
    expectRefused(trySlot('03-11 10:00', 0), 'appointment-length', '/endMs');
    expectRefused(trySlot('03-11 10:00', maxLengthMs + MINUTE_MS), 'appointment-length', '/endMs');
    expect(trySlot('03-11 10:00', maxLengthMs)).toBeNull();
  });

  test('must leave the notice that the policy asks for', () => {
    const repair = repairAt('appointment');
    const startMs = repair.nowMs + minNoticeMs;
    const early = { startMs: startMs - MINUTE_MS, endMs: startMs };
    expectRefused(repair.try('ProposeAppointment', early, LEAD), 'appointment-in-past', '/startMs');
    expect(repair.try('ProposeAppointment', { startMs, endMs: startMs + MINUTE_MS }, LEAD)).toBeNull();
  });

  test('must not lie further ahead than the policy allows', () => {
    const startMs = at('03-09 09:00') + maxAheadMs + MINUTE_MS;
    const far = { startMs, endMs: startMs + HOUR_MS };
    expectRefused(repairAt('appointment').try('ProposeAppointment', far, LEAD), 'appointment-too-far', '/startMs');
  });

  test.each([
    ['on a Sunday', '03-15 10:00'],
    ['before the hours begin', '03-11 08:00'],
    ['running on after they end', '03-11 18:00'],
    ['on a holiday', '04-06 10:00'],
  ])('%s is refused', (_when, from) => {
    expectRefused(trySlot(from), 'appointment-outside-hours', '/startMs');
  });
});

describe('confirmation', () => {
  test('is refused while no time is proposed', () => {
    expectRefused(repairAt('appointment').try('ConfirmAppointment', { revision: null }), 'no-appointment');
    const move = { ...slot('03-11 10:00'), reason: 'other' } as const;
    expectRefused(repairAt('appointment').try('RescheduleAppointment', move, LEAD), 'no-appointment');
  });

  test('of a time that was moved since is refused, of the one that stands is taken', () => {
    const repair = propose(repairAt('appointment'), at('03-11 10:00'));
    repair.send('RescheduleAppointment', { ...slot('03-12 10:00'), reason: 'customer-request' });
    expectRefused(repair.try('ConfirmAppointment', { revision: 1 }), 'appointment-superseded', '/revision');
    repair.send('ConfirmAppointment', { revision: 2 });
    expect(repair.view()).toMatchObject({ stage: 'visit', appointment: { startMs: at('03-12 10:00'), revision: 2 } });
  });

  test('once the time has come is refused, unless the customer gave it before', () => {
    const repair = propose(repairAt('appointment'), at('03-11 10:00')).until(at('03-11 10:30'));
    const confirm = (effectiveAtMs?: number) =>
      repair.try('ConfirmAppointment', { revision: null }, LEAD, effectiveAtMs === undefined ? {} : { effectiveAtMs });
    expectRefused(confirm(), 'appointment-in-past');
    expect(confirm(at('03-10 17:00'))).toBeNull();
    expect(repair.view().stage).toBe('visit');
  });

  test('given while the technician’s time is still being reserved has to wait', () => {
    const repair = repairAt('appointment');
    const { appointment, ...before } = propose(repair, at('03-11 10:00')).open();
    repair.state = { ...before, appointment: { ...appointment!, status: 'reserving' } };
    expectRefused(repair.try('ConfirmAppointment', { revision: null }), 'slot-being-reserved');
    expect(repair.view().nextStep).toMatchObject({ what: 'reserve-slot', who: 'engine' });
  });
});

describe('a visit that was agreed while nobody could write it down', () => {
  test('is taken afterwards, arrival and all, and nobody is told of a visit that has begun', () => {
    const paper = repairAt('appointment').wakeLate(at('03-10 17:00'));
    const said = (local: string) => ({ effectiveAtMs: at(local) });
    expect(paper.try('ProposeAppointment', slot('03-10 14:00'), LEAD, said('03-09 10:00'))).toBeNull();
    expect(paper.try('ConfirmAppointment', { revision: null }, LEAD, said('03-09 10:05'))).toBeNull();
    expect(paper.try('RecordArrival', {}, LEAD, said('03-10 14:00'))).toBeNull();
    expect(paper.view().stage).toBe('report');
    expect(paper.sent().filter((key) => key.startsWith('appointment'))).toEqual([]);
  });
});

describe('a technician’s time', () => {
  test('that is taken leaves the case without appointment, and the technician is told', () => {
    const repair = propose(repairAt('appointment', { world: { slot: () => 'taken' } }), at('03-11 10:00'));
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: null });
    expect(repair.view().nextStep).toMatchObject({ what: 'schedule', who: 'technician' });
    expect(repair.sent().filter((key) => !key.includes('/r1/'))).toEqual(repair.sent().slice(0, -1));
    expect(repair.sent().at(-1)).toMatch(/^slot-taken\/r1\//);
  });

  test('is never promised to the customer before it is reserved', () => {
    const taken = propose(repairAt('appointment', { world: { slot: () => 'taken' } }), at('03-11 10:00'));
    const free = propose(repairAt('appointment'), at('03-11 10:00'));
    expect(taken.sent().some((key) => key.startsWith('appointment-proposed'))).toBe(false);
    expect(free.sent()).toContain('appointment-proposed/r1/customer/sms');
  });
});

test('a moved visit goes back to be confirmed, and keeps its place in the plan', () => {
  const repair = repairAt('visit');
  repair.send('RescheduleAppointment', { ...slot('03-13 10:00'), reason: 'technician-unavailable' }, LEAD);
  expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: { status: 'proposed', revision: 2 } });
  repair.send('ConfirmAppointment', { revision: 2 });
  expect(repair.view()).toMatchObject({ stage: 'visit', appointment: { status: 'confirmed', revision: 2 } });
});

describe('a time that the customer has agreed to', () => {
  const agreed = { ...slot('03-11 10:00'), agreed: true } as const;

  test('is confirmed as soon as it is reserved, and nobody is asked about it', () => {
    const repair = repairAt('appointment');
    repair.send('ProposeAppointment', agreed, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'visit', appointment: { status: 'confirmed', revision: 1 } });
    expect(repair.of('AppointmentConfirmed')[0]?.remindAtMs).toBe(at('03-10 17:00'));
    expect(repair.of('SlotReserved')).toEqual([]);
    const said = repair.of('MessagePlanned').map(({ intent }) => intent.purpose);
    expect(said).toContain('appointment-confirmed');
    expect(said).not.toContain('appointment-proposed');
  });

  test('waits for another proposal when somebody else has it', () => {
    const repair = repairAt('appointment', { world: { slot: () => 'taken' } });
    repair.send('ProposeAppointment', agreed, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: null });
  });

  test('may be the one that an appointment is moved to', () => {
    const repair = propose(repairAt('appointment'), at('03-11 10:00'));
    const moved = { ...slot('03-12 10:00'), reason: 'customer-request', agreed: true } as const;
    repair.send('RescheduleAppointment', moved, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'visit', appointment: { startMs: at('03-12 10:00'), revision: 2 } });
  });
});
