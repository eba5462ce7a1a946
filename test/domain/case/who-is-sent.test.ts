import { describe, expect, test } from 'vitest';
import type { AssignmentRules, Person, PinnedPolicy } from '../../../domain/policy/pinned.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, file, LEAD, propose, repairAt } from '../../support/repair.ts';

const { assignment, people, callback } = DEVICE_MAKER.pinned;

/** The device maker's, where the supplier answers for parts, the lead for what comes back, and Mr Reed is changed. */
function company(rules: Partial<AssignmentRules>, reed: Partial<Person> = {}, more: Partial<PinnedPolicy> = {}) {
  const supplier: Person = { ...people.find(({ id }) => id === 'tech-1')!, id: 'supplier-1', roles: ['supplier'] };
  return withRules(DEVICE_MAKER, {
    assignment: { ...assignment, ...rules },
    people: [...people.map((one) => (one.id === 'tech-4' ? { ...one, ...reed } : one)), supplier],
    ...more,
  });
}

describe('whom a case asks for', () => {
  const policy = company({ roles: [{ when: { causes: ['supplier-part'] }, role: 'supplier' }] });
  const found = (cause: 'supplier-part' | 'workmanship') =>
    file(repairAt('report', { policy }), { cause, result: 'second-visit' });

  test('is another when the cause is known, and the case is assigned anew', () => {
    const repair = found('supplier-part');
    expect(repair.view()).toMatchObject({ stage: 'assign', technicianId: null });
    expectRefused(repair.try('AssignTechnician', { technicianId: 'tech-2' }, LEAD), 'not-in-role', '/technicianId');
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view()).toMatchObject({ stage: 'appointment', technicianId: 'supplier-1' });
  });

  test('is the same for every other cause, and who came comes again', () => {
    expect(found('workmanship').view()).toMatchObject({ stage: 'appointment', technicianId: 'tech-1' });
  });

  test('is somebody else from the round on that the policy says', () => {
    const again = company({ roles: [{ when: {}, fromRound: 2, role: 'supplier' }] });
    const repair = repairAt('callback', { policy: again });
    expect(repair.of('TechnicianAssigned')).toMatchObject([{ technicianId: 'tech-1' }]);
    repair.until(repair.due()!.atMs).send('RateService', { score: callback.scale.lowest, noteId: null });
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view()).toMatchObject({ round: 2, technicianId: 'supplier-1' });
  });
});

describe('whoever is on leave', () => {
  const away = (from: string, to: string) => company({}, { absent: [{ from, to }] });
  const busy = { openCases: { 'tech-1': 5, 'tech-2': 7 } };

  test.each([
    ['2026-03-01', '2026-03-09', 'tech-1'],
    ['2026-03-09', '2026-03-20', 'tech-1'],
    ['2026-03-01', '2026-03-08', 'tech-4'],
    ['2026-03-10', '2026-03-20', 'tech-4'],
  ])('from %s to %s is sent or not on the ninth', (from, to, sent) => {
    const repair = repairAt('assign', { policy: away(from, to), world: busy });
    repair.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view().technicianId).toBe(sent);
  });

  test('is not sent by name either', () => {
    const refusal = repairAt('assign', { policy: away('2026-03-09', '2026-03-09') }).try(
      'AssignTechnician',
      { technicianId: 'tech-4' },
      LEAD,
    );
    expectRefused(refusal, 'technician-lacks', '/technicianId');
    expect(refusal?.params).toEqual({ value: 'tech-4', lacks: 'off-duty' });
  });

  test('can agree no visit on those days', () => {
    const repair = repairAt('assign', { policy: away('2026-03-11', '2026-03-12') });
    repair.send('AssignTechnician', { technicianId: 'tech-4' }, LEAD);
    const refusal = repair.try('ProposeAppointment', { startMs: at('03-11 10:00'), endMs: at('03-11 11:00') }, LEAD);
    expectRefused(refusal, 'technician-off-duty', '/startMs');
    expect(refusal?.params).toEqual({ value: 'tech-4' });
    expect(propose(repair, at('03-13 10:00')).view().appointment).toMatchObject({ status: 'proposed' });
  });
});

describe('where nobody is sent outside the hours they work', () => {
  const office = { hours: 'office-hours' };
  const ofReed = (rules: Partial<AssignmentRules>) =>
    repairAt('assign', { policy: company(rules, office) }).send('AssignTechnician', { technicianId: 'tech-4' }, LEAD);
  const visit = (from: string, until: string) => ({ startMs: at(`03-10 ${from}`), endMs: at(`03-10 ${until}`) });

  test('a visit lies in the hours of the person', () => {
    const repair = ofReed({ workingHours: true });
    for (const [from, until] of [
      ['08:45', '09:45'],
      ['11:30', '12:30'],
      ['17:30', '18:30'],
    ] as const) {
      expectRefused(repair.try('ProposeAppointment', visit(from, until), LEAD), 'technician-off-duty', '/startMs');
    }
    expect(repair.try('ProposeAppointment', visit('09:00', '12:00'), LEAD)).toBeNull();
  });

  test('and elsewhere in those of visits alone', () => {
    expect(ofReed({}).try('ProposeAppointment', visit('08:45', '09:45'), LEAD)).toBeNull();
  });

  test('who goes at once must be at work now', () => {
    const repairPlan = DEVICE_MAKER.pinned.kinds.repair!;
    const atOnce = repairPlan.stages.filter((stage) => stage !== 'appointment');
    const more = { kinds: { ...DEVICE_MAKER.pinned.kinds, repair: { ...repairPlan, stages: atOnce } } };
    const policy = company({ workingHours: true }, office, more);
    const late = repairAt('assign', { policy, startMs: at('03-09 18:10') });
    late.send('AssignTechnician', { technicianId: null }, LEAD);
    expect(late.of('TechniciansRanked')[0]?.scores.find(({ personId }) => personId === 'tech-4')).toMatchObject({
      fits: false,
      lacks: ['off-duty'],
    });
    expect(late.view().technicianId).toBe('tech-1');
    const night = repairAt('assign', { policy, startMs: at('03-09 22:00') });
    expect(night.of('NobodyFits')).toHaveLength(1);
  });
});
