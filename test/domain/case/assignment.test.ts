import { describe, expect, test } from 'vitest';
import { decideEngine } from '../../../domain/case/decide.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { expectRefused } from '../../support/refusing.ts';
import { DESK, FACTS, LEAD, repairAt } from '../../support/repair.ts';

const FULL = { 'tech-1': 99, 'tech-2': 99, 'tech-3': 99, 'tech-4': 99 };
const assign = (technicianId: string | null, repair = repairAt('assign')) =>
  repair.try('AssignTechnician', { technicianId }, LEAD);

describe('assignment', () => {
  test('without a name takes the least loaded who fits', () => {
    const repair = repairAt('assign', { world: { openCases: { 'tech-1': 5, 'tech-2': 4, 'tech-4': 2 } } });
    expect(assign(null, repair)).toBeNull();
    expect(repair.view()).toMatchObject({ technicianId: 'tech-4', stage: 'appointment' });
    expect(repair.of('TechnicianAssigned')).toMatchObject([{ how: 'ranked' }]);
  });

  test('of a named person ignores only the load', () => {
    const repair = repairAt('assign', { world: { openCases: FULL } });
    expect(assign('tech-1', repair)).toBeNull();
    expect(repair.of('TechnicianAssigned')).toMatchObject([{ technicianId: 'tech-1', how: 'chosen' }]);
  });

  test('refuses a stranger, another role, and whoever lacks something', () => {
    expectRefused(assign('ghost'), 'unknown-person', '/technicianId');
    expectRefused(assign('desk-1'), 'not-in-role', '/technicianId');
    const power = repairAt('assign', { facts: { ...FACTS, 'product-model': { value: 'IV-3000' } } });
    const refusal = assign('tech-2', power);
    expectRefused(refusal, 'technician-lacks', '/technicianId');
    expect(refusal?.params).toEqual({ value: 'tech-2', lacks: 'certificate' });
  });

  test('waits while the load is being measured, and a name need not', () => {
    const repair = repairAt('assign');
    repair.state = { ...repair.open(), stage: { name: 'assign', scores: null } };
    expectRefused(assign(null, repair), 'load-not-known-yet', '/technicianId');
    expect(repair.view().nextStep).toMatchObject({ what: 'rank-technicians', who: 'engine' });
    expect(assign('tech-1', repair)).toBeNull();
  });

  test('goes by a product that was corrected after the ranking', () => {
    const repair = repairAt('assign', { world: { openCases: { 'tech-1': 3, 'tech-4': 3 } } });
    expect(repair.of('TechniciansRanked')[0]?.scores[0]?.personId).toBe('tech-2');
    repair.send('ProvideFacts', { facts: { 'product-model': { value: 'IV-3000' } } }, DESK);
    expect(assign(null, repair)).toBeNull();
    expect(repair.view().technicianId).toBe('tech-1');
  });

  test('takes a ranking that comes late for nothing', () => {
    const repair = repairAt('visit');
    const late = decideEngine(repair.open(), { type: 'RecordLoad', openCases: FULL }, repair.context());
    expect(late).toEqual({ state: repair.open(), events: [] });
  });
});

describe('when nobody fits', () => {
  const nobody = () => repairAt('assign', { world: { openCases: FULL } });

  test('lead and head of department are told at once', () => {
    const told = nobody()
      .sent()
      .filter((key) => key.startsWith('nobody-fits') && key.endsWith('/sms'));
    expect(told).toEqual(['nobody-fits/round-1/lead-south/sms', 'nobody-fits/round-1/head-1/sms']);
  });

  test('the refusal says what each of them lacks', () => {
    const refusal = assign(null, nobody());
    expectRefused(refusal, 'no-capable-technician', '/technicianId');
    expect(refusal?.params.lacks).toContain('tech-1: capacity');
    expect(refusal?.params.lacks).toContain('tech-3: region and capacity');
  });

  test('the case waits for the lead, and its clock goes on', () => {
    const repair = nobody();
    expect(repair.view().nextStep).toMatchObject({ what: 'assign', who: 'lead', personId: 'lead-south' });
    repair.until(repair.nowMs + DAY_MS);
    expect(repair.of('ClockEscalated').some(({ clockId }) => clockId === 'assign')).toBe(true);
  });
});
