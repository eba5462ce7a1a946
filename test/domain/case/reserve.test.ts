import { describe, expect, test } from 'vitest';
import type { ItemDefinition, Person } from '../../../domain/policy/pinned.ts';
import type { World } from '../../../domain/rehearsal/virtual-case.ts';
import { advance, itemsOf, withItems } from '../../support/items.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DESK, DEVICE_MAKER, FACTS, file, LEAD, propose, repairAt } from '../../support/repair.ts';

const { assignment, people } = DEVICE_MAKER.pinned;
const HEAD = { kind: 'staff', personId: 'head-1' } as const;
const FULL = { 'tech-1': 99, 'tech-2': 99, 'tech-3': 99, 'tech-4': 99 };

const allocation: ItemDefinition = {
  is: 'approval',
  opens: [{ on: 'nobody-fits', when: {} }],
  blocks: [],
  bands: [{ upToMinor: null, by: 'department-head' }],
};
const engineer: Person = { ...people.find(({ id }) => id === 'tech-1')!, id: 'engineer-1', roles: ['engineer'] };
const policy = withRules(withItems({ allocation }), {
  assignment: { ...assignment, reserve: { role: 'engineer', after: 'allocation.granted' } },
  people: [...people, engineer],
});
const full = (openCases: World['openCases'] = FULL) => repairAt('assign', { policy, world: { openCases } });

describe('when nobody fits', () => {
  test('the head is asked for people, and the case waits for the answer', () => {
    const repair = full();
    expect(itemsOf(repair)).toEqual(['allocation-1: opened']);
    expect(repair.view().nextStep).toMatchObject({ what: 'allocation.granted', who: 'owner', personId: 'head-1' });
    expectRefused(repair.try('AssignTechnician', { technicianId: 'engineer-1' }, LEAD), 'not-in-role', '/technicianId');
  });

  test('people of the other department are ranked once they are allocated', () => {
    const repair = advance(full(), 'allocation', 'granted', {}, HEAD);
    expect(repair.of('TechniciansRanked')).toHaveLength(2);
    expect(repair.of('TechniciansRanked')[1]?.scores[0]).toMatchObject({ personId: 'engineer-1', fits: true });
    expect(repair.view().nextStep).toMatchObject({ what: 'assign', who: 'lead' });
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view()).toMatchObject({ technicianId: 'engineer-1', stage: 'appointment' });
  });

  test('who came from there comes a second time', () => {
    const repair = advance(full(), 'allocation', 'granted', {}, HEAD);
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    propose(repair, at('03-11 10:00')).send('ConfirmAppointment', { revision: null });
    file(repair.until(at('03-11 10:00')).send('RecordArrival', {}), { result: 'second-visit' });
    expect(repair.view()).toMatchObject({ stage: 'appointment', technicianId: 'engineer-1' });
  });

  test('and are not when the head refuses', () => {
    const repair = advance(full(), 'allocation', 'refused', {}, HEAD);
    expect(repair.of('TechniciansRanked')).toHaveLength(1);
    expectRefused(
      repair.try('AssignTechnician', { technicianId: null }, LEAD),
      'no-capable-technician',
      '/technicianId',
    );
    expect(repair.view().nextStep).toMatchObject({ what: 'assign', who: 'lead' });
  });

  test('and they have no room either, the head is asked again', () => {
    const repair = advance(full({ ...FULL, 'engineer-1': 99 }), 'allocation', 'granted', {}, HEAD);
    expect(itemsOf(repair)).toEqual(['allocation-1: granted', 'allocation-2: opened']);
  });

  test('an answer that comes after somebody was named changes nothing', () => {
    const repair = full().send('AssignTechnician', { technicianId: 'tech-1' }, LEAD);
    advance(repair, 'allocation', 'granted', {}, HEAD);
    expect(repair.view()).toMatchObject({ stage: 'appointment', technicianId: 'tech-1' });
  });
});

describe('a wish of the customer', () => {
  const wishing = (facts: Record<string, string>, openCases: World['openCases'] = {}) => {
    const wished = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value }]));
    const repair = repairAt('assign', { facts: { ...FACTS, ...wished }, world: { openCases } });
    return repair.send('AssignTechnician', { technicianId: null }, LEAD);
  };

  test('for somebody who fits is met, however much they carry', () => {
    const repair = wishing({ 'preferred-technician': 'tech-4' }, { 'tech-4': 3 });
    expect(repair.view().technicianId).toBe('tech-4');
    expect(repair.of('TechniciansRanked')[0]?.scores[0]).toMatchObject({ personId: 'tech-4', preferred: true });
  });

  test('for somebody who does not fit is not', () => {
    expect(wishing({ 'preferred-technician': 'tech-4' }, { 'tech-4': 4 }).view().technicianId).toBe('tech-1');
    expect(wishing({ 'preferred-technician': 'tech-3' }).view().technicianId).toBe('tech-1');
  });

  test('against somebody is met', () => {
    const repair = wishing({ 'excluded-technician': 'tech-1' });
    expect(repair.view().technicianId).toBe('tech-2');
    expect(repair.of('TechniciansRanked')[0]?.scores.find(({ personId }) => personId === 'tech-1')?.lacks).toEqual([
      'excluded',
    ]);
  });

  test('for a stranger is refused', () => {
    const facts = { 'preferred-technician': { value: 'ghost' } };
    expectRefused(
      repairAt('assign').try('ProvideFacts', { facts }, DESK),
      'unknown-person',
      '/facts/preferred-technician',
    );
  });
});
