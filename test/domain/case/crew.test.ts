import { describe, expect, test } from 'vitest';
import type { AssignmentRules, Person } from '../../../domain/policy/pinned.ts';
import type { World } from '../../../domain/rehearsal/virtual-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { askCallback, at, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const { assignment, people, callback } = DEVICE_MAKER.pinned;
const reed = people.find(({ id }) => id === 'tech-4')!;
const mate = (id: string, more: Partial<Person> = {}): Person => ({
  ...reed,
  id,
  roles: ['mate'],
  skills: [],
  certificates: [],
  ...more,
});

/** The device maker's, where two mates go along to a complex case. */
function company(rules: Partial<AssignmentRules> = {}, mates = [mate('m-1'), mate('m-2'), mate('m-3')]) {
  const crew = [{ when: { grades: ['complex' as const] }, size: 2, with: 'mate' }];
  return withRules(DEVICE_MAKER, { assignment: { ...assignment, crew, ...rules }, people: [...people, ...mates] });
}
const complex = (policy = company(), world: World = {}) =>
  repairAt('assign', { policy, world, classify: { grade: 'complex' } });

describe('a crew', () => {
  test('is of those who rank first, and brings no skill of its own', () => {
    const repair = complex(company(), { openCases: { 'm-1': 1 } }).send(
      'AssignTechnician',
      { technicianId: null },
      LEAD,
    );
    expect(repair.view()).toMatchObject({ technicianId: 'tech-1', crewIds: ['m-2', 'm-3'] });
    expect(repair.of('TechniciansRanked')[0]?.crew?.map(({ personId }) => personId)).toEqual(['m-2', 'm-3', 'm-1']);
  });

  test('is not asked for in other cases, and cannot be named there', () => {
    const simple = repairAt('assign', { policy: company() });
    expectRefused(
      simple.try('AssignTechnician', { technicianId: null, crewIds: ['m-1'] }, LEAD),
      'crew-unwanted',
      '/crewIds',
    );
    simple.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(simple.view().crewIds).toBeUndefined();
  });

  test('may be named, and larger than asked for', () => {
    const crewIds = ['m-3', 'm-1', 'm-2'];
    const repair = complex().send('AssignTechnician', { technicianId: 'tech-4', crewIds }, LEAD);
    expect(repair.view().crewIds).toEqual(crewIds);
  });

  test.each([
    ['too small', ['m-1'], 'crew-too-small', '/crewIds'],
    ['the same person twice', ['m-1', 'm-1'], 'crew-too-small', '/crewIds'],
    ['a stranger', ['m-1', 'ghost'], 'unknown-person', '/crewIds/1'],
    ['of another role', ['m-1', 'tech-2'], 'not-in-role', '/crewIds/1'],
  ] as const)('%s is refused', (_, crewIds, code, place) => {
    expectRefused(complex().try('AssignTechnician', { technicianId: 'tech-1', crewIds }, LEAD), code, place);
  });

  test('with somebody on leave or of another region is refused', () => {
    const away = mate('m-4', { absent: [{ from: '2026-03-09', to: '2026-03-09' }] });
    const policy = company({}, [mate('m-1'), away, mate('m-5', { regions: ['north'] })]);
    for (const [id, lacks] of [
      ['m-4', 'off-duty'],
      ['m-5', 'region'],
    ] as const) {
      const refusal = complex(policy).try('AssignTechnician', { technicianId: 'tech-1', crewIds: ['m-1', id] }, LEAD);
      expect(refusal).toMatchObject({ code: 'technician-lacks', params: { value: id, lacks } });
    }
  });

  test('that is not to be had is nobody who fits', () => {
    const repair = complex(company(), { openCases: { 'm-1': 4, 'm-2': 4 } });
    expect(repair.of('NobodyFits')).toHaveLength(1);
    const refusal = repair.try('AssignTechnician', { technicianId: null }, LEAD);
    expectRefused(refusal, 'crew-too-small', '/crewIds');
    expect(refusal?.params).toEqual({ size: 2, role: 'mate', found: 'm-3' });
  });

  test('is reserved with the technician, and one who is taken takes the time of all', () => {
    const slots: string[] = [];
    const world: World = {
      slot: (id) => {
        slots.push(id);
        return id === 'm-2' ? 'taken' : 'reserved';
      },
    };
    const repair = complex(company(), world).send('AssignTechnician', { technicianId: null }, LEAD);
    propose(repair, at('03-11 10:00'));
    expect(slots).toEqual(['tech-1', 'm-1', 'm-2']);
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: null });
    expect(repair.of('SlotTaken')).toHaveLength(1);
  });

  test('keeps to the hours of each of them', () => {
    const policy = company({ workingHours: true }, [mate('m-1'), mate('m-2', { hours: 'office-hours' })]);
    const repair = complex(policy).send('AssignTechnician', { technicianId: null }, LEAD);
    const refusal = repair.try('ProposeAppointment', { startMs: at('03-11 08:30'), endMs: at('03-11 09:30') }, LEAD);
    expect(refusal).toMatchObject({ code: 'technician-off-duty', params: { value: 'm-2' } });
  });

  test('leaves with its technician when the case is assigned anew', () => {
    const repair = repairAt('callback', { policy: company(), classify: { grade: 'complex' } });
    expect(repair.view().crewIds).toEqual(['m-1', 'm-2']);
    askCallback(repair).send('RateService', { score: callback.scale.lowest, noteId: null });
    expect(repair.view()).toMatchObject({ stage: 'assign', technicianId: null });
    expect(repair.view().crewIds).toBeUndefined();
  });
});

describe('a desk that books nothing', () => {
  const world: World = { slot: () => 'taken' };
  const partner = withRules(DEVICE_MAKER, {
    people: people.map((one) => (one.id === 'tech-4' ? { ...one, books: false as const } : one)),
  });
  const sent = () =>
    repairAt('assign', { policy: partner, world }).send('AssignTechnician', { technicianId: 'tech-4' }, LEAD);

  test('has its visits proposed at once, whatever it does at that time', () => {
    const repair = propose(sent(), at('03-11 10:00'));
    expect(repair.view().appointment).toMatchObject({ status: 'proposed', revision: 1 });
    expect(repair.send('ConfirmAppointment', { revision: null }).view().stage).toBe('visit');
  });

  test('and confirmed, where the customer has said yes already', () => {
    const [startMs, endMs] = [at('03-11 10:00'), at('03-11 11:00')];
    const repair = sent().send('ProposeAppointment', { startMs, endMs, agreed: true }, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'visit', appointment: { status: 'confirmed' } });
    const moved = { startMs: at('03-12 10:00'), endMs: at('03-12 11:00'), reason: 'customer-request' as const };
    repair.send('RescheduleAppointment', moved, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: { status: 'proposed', revision: 2 } });
  });
});
