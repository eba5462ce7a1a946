import { describe, expect, test } from 'vitest';
import type { Absentee } from '../../../domain/case/commands/visit.ts';
import { effectsOf } from '../../../domain/case/effects.ts';
import type { VisitRules } from '../../../domain/policy/pinned.ts';
import { HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withItems } from '../../support/items.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DESK, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const visiting = (visit: VisitRules = {}) => repairAt('visit', { policy: withRules(DEVICE_MAKER, { visit }) });
/** The visit begins, and somebody is not there. */
function missed(repair: CoreCase, who: Absentee): CoreCase {
  return repair.until(repair.open().appointment!.startMs).send('RecordNoShow', { who, noteId: null });
}
function agreedAnew(repair: CoreCase, startMs: number): CoreCase {
  return propose(repair, startMs).send('ConfirmAppointment', { revision: null });
}

describe('a technician who sets out', () => {
  test('is on the way once, until the visit is another', () => {
    const repair = visiting().send('RecordDeparture', {}, LEAD);
    expect(repair.of('TechnicianDeparted')).toMatchObject([{ technicianId: repair.open().technicianId }]);
    expectRefused(repair.try('RecordDeparture', {}), 'already-departed');
    const startMs = at('03-16 10:00');
    repair.send('RescheduleAppointment', { startMs, endMs: startMs + HOUR_MS, reason: 'other', agreed: true });
    expect(repair.try('RecordDeparture', {})).toBeNull();
  });

  test('is what a clock runs to, and what comes next while it does', () => {
    const clock = {
      id: 'set-out',
      from: 'technician-assigned',
      until: 'departed',
      within: [{ when: {}, withinMs: 90 * HOUR_MS }],
    } as const;
    const repair = repairAt('visit', { policy: withItems({}, [clock]) });
    const { dueAtMs } = repair.view().clocks.find(({ clockId }) => clockId === 'set-out')!;
    expect(repair.view().nextStep).toMatchObject({ what: 'depart', who: 'technician', byMs: dueAtMs });
    repair.send('RecordDeparture', {});
    expect(repair.view().nextStep?.what).toBe('arrive');
    expect(repair.view().clocks.find(({ clockId }) => clockId === 'set-out')?.status).toBe('met');
  });
});

describe('a visit that nothing came of', () => {
  test('is not missed before it begins', () => {
    const repair = visiting();
    const { startMs } = repair.open().appointment!;
    const refusal = repair.until(startMs - MINUTE_MS).try('RecordNoShow', { who: 'customer', noteId: null });
    expectRefused(refusal, 'visit-not-begun');
    expect(refusal?.params.start).toBe(new Date(startMs).toISOString());
  });

  test.each(['customer', 'technician'] as const)('for the %s was not there is agreed anew, its time free', (who) => {
    const repair = missed(visiting(), who);
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: null, appointmentRevision: 2 });
    const event = repair.of('AppointmentMissed')[0]!;
    expect(effectsOf(event, repair.open())).toEqual([{ kind: 'release-slots', revision: 2 }]);
    expect(agreedAnew(repair, at('03-16 10:00')).view()).toMatchObject({ stage: 'visit', appointmentRevision: 3 });
  });

  test('is the customer’s time where it was the customer', () => {
    const waiting = missed(visiting(), 'customer');
    expect(waiting.open().pauses['waiting-for-customer'].at(-1)).toEqual([waiting.nowMs, null]);
    agreedAnew(waiting, at('03-16 10:00'));
    expect(waiting.open().pauses['waiting-for-customer'].at(-1)?.[1]).toBe(waiting.nowMs);
    const owed = missed(visiting(), 'technician');
    expect(owed.open().pauses['waiting-for-customer'].filter(([, toMs]) => toMs === null)).toEqual([]);
  });

  test('a second time in a row ends the case, where the policy says so', () => {
    const repair = missed(visiting({ missed: { customer: 2 } }), 'customer');
    missed(agreedAnew(repair, at('03-16 10:00')), 'customer');
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'not-serviceable' });
  });

  test('counts anew once somebody was there', () => {
    const repair = missed(visiting({ missed: { customer: 2 } }), 'customer');
    agreedAnew(repair, at('03-16 10:00')).until(at('03-16 10:00')).send('RecordArrival', {});
    expect(repair.open().missed).toBeUndefined();
  });

  test('by a technician is done by somebody else, where the policy says so', () => {
    const repair = visiting({ missed: { technician: 1 } });
    const { technicianId } = repair.open();
    missed(repair, 'technician');
    expect(repair.view()).toMatchObject({ stage: 'assign', technicianId: null });
    const scores = repair.of('TechniciansRanked').at(-1)!.scores;
    expect(scores.find(({ personId }) => personId === technicianId)?.lacks).toContain('excluded');
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.open().technicianId).not.toBe(technicianId);
  });
});

describe('an incident', () => {
  const policy = withRules(DEVICE_MAKER, { visit: { incidents: ['extra-charge', 'rude'] } });
  const said = { personId: 'tech-1', what: 'rude', noteId: 'v_note' };

  test('is one of the policy’s, on the record of one of its people', () => {
    const repair = repairAt('report', { policy });
    const refusal = repair.try('RecordIncident', { ...said, what: 'late' }, DESK);
    expectRefused(refusal, 'unknown-incident', '/what');
    expect(refusal?.params.known).toBe('extra-charge, rude');
    expectRefused(repair.try('RecordIncident', { ...said, personId: 'nobody' }, DESK), 'unknown-person', '/personId');
    const before = repair.view();
    expect(repair.try('RecordIncident', said, DESK)).toBeNull();
    expect(repair.of('IncidentRecorded')).toMatchObject([said]);
    expect(repair.view()).toMatchObject({ stage: before.stage, nextStep: before.nextStep });
  });

  test('is recorded on hold, too', () => {
    const repair = repairAt('visit', { policy }).send('HoldCase', { reason: 'other', untilMs: null }, DESK);
    expect(repair.try('RecordIncident', said, DESK)).toBeNull();
  });
});
