import { describe, expect, test } from 'vitest';
import type { PlanStage } from '../../../domain/policy/vocabulary.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { askCallback, DESK, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const { callback } = DEVICE_MAKER.pinned;

function reopened(rules: Partial<typeof callback> = {}): CoreCase {
  const policy = withRules(DEVICE_MAKER, { callback: { ...callback, ...rules } });
  return askCallback(repairAt('callback', { policy })).send('RateService', {
    score: callback.scale.lowest,
    noteId: null,
  });
}

describe('a reopened case', () => {
  test('starts a new round without technician and appointment, and tells customer and lead', () => {
    const repair = reopened();
    repair.until(repair.nowMs + 2 * HOUR_MS);
    expect(repair.view()).toMatchObject({ round: 2, stage: 'assign', technicianId: null, appointment: null });
    expect(repair.open()).toMatchObject({ servedAtMs: null, formerTechnicianIds: ['tech-1'] });
    expect(repair.sent()).toEqual(
      expect.arrayContaining(['case-reopened/round-2/customer/sms', 'case-reopened/round-2/lead-south/sms']),
    );
  });

  test('does not get the technician of an earlier round where the policy wants another', () => {
    const again = { technicianId: 'tech-1' };
    const refusal = reopened().try('AssignTechnician', again, LEAD);
    expectRefused(refusal, 'technician-lacks', '/technicianId');
    expect(refusal?.params.lacks).toBe('excluded');
    expect(reopened({ anotherTechnician: false }).try('AssignTechnician', again, LEAD)).toBeNull();
  });

  test.each<PlanStage>(['appointment', 'visit', 'report'])('at %s keeps its technician', (reopenTo) => {
    const repair = reopened({ reopenTo, anotherTechnician: false });
    expect(repair.view()).toMatchObject({ stage: reopenTo, technicianId: 'tech-1', round: 2 });
    expect(repair.open().formerTechnicianIds).toEqual([]);
  });

  test('at the appointment can be given a new one', () => {
    const repair = propose(reopened({ reopenTo: 'appointment' }), reopened().nowMs + DAY_MS);
    expect(repair.view().appointment).toMatchObject({ status: 'proposed', revision: 2 });
  });

  test.each<PlanStage>(['assign', 'appointment'])(
    'that was solved from afar is classified first, though the policy says %s',
    (reopenTo) => {
      const policy = withRules(DEVICE_MAKER, { callback: { ...callback, reopenTo } });
      const repair = repairAt('remote-help', { policy });
      askCallback(repair.send('RecordRemoteHelp', { outcome: 'solved', noteId: null }, DESK));
      repair.send('RateService', { score: callback.scale.lowest, noteId: null });
      expect(repair.view()).toMatchObject({ stage: 'classify', round: 2 });
    },
  );

  test('runs through to follow-ups of its own, counted from the second service', () => {
    const repair = reopened().send('AssignTechnician', { technicianId: null }, LEAD);
    propose(repair, repair.nowMs + DAY_MS)
      .send('ConfirmAppointment', { revision: null })
      .send('RecordArrival', {});
    repair
      .send('FileReport', { cause: 'wear', parts: [], labour: [], result: 'solved', priceAccepted: true, noteId: null })
      .send('SignReport', { opinion: 'satisfied', noteId: null });
    const servedAtMs = repair.nowMs;
    askCallback(repair).send('RateService', { score: callback.scale.highest, noteId: null });
    expect(repair.open().stage).toMatchObject({ name: 'follow-up', anchorMs: servedAtMs });
    expect(repair.sent().filter((key) => key.startsWith('callback-asked/'))).toEqual([
      'callback-asked/round-1-n1/customer/sms',
      'callback-asked/round-2-n1/customer/sms',
    ]);
  });
});
