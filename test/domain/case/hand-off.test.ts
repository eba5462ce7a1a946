import { describe, expect, test } from 'vitest';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

describe('hand-off', () => {
  test.each([
    ['south', 'lead-south'],
    ['north', 'lead-north'],
  ])('without a name goes to the lead of the %s', (region, leadId) => {
    const repair = repairAt('hand-off', { facts: { ...FACTS, region: { value: region } } });
    expect(repair.send('HandOffCase', { leadId: null }, DESK).view()).toMatchObject({ leadId, stage: 'assign' });
  });

  test('goes to the lead it names, whatever the region', () => {
    const repair = repairAt('hand-off').send('HandOffCase', { leadId: 'lead-north' }, DESK);
    expect(repair.view().leadId).toBe('lead-north');
    expect(repair.sent().filter((key) => key.startsWith('handed-off'))).toEqual([
      'handed-off/round-1/lead-north/sms',
      'handed-off/round-1/lead-north/email',
    ]);
  });

  test('refuses somebody nobody knows, and somebody in another role', () => {
    const repair = repairAt('hand-off');
    expectRefused(repair.try('HandOffCase', { leadId: 'ghost' }), 'unknown-person', '/leadId');
    expectRefused(repair.try('HandOffCase', { leadId: 'tech-1' }), 'not-in-role', '/leadId');
  });

  test('is refused while nobody holds the role', () => {
    const people = DEVICE_MAKER.pinned.people.filter(({ roles }) => !roles.includes('lead'));
    const repair = repairAt('hand-off', { policy: withRules(DEVICE_MAKER, { people }) });
    expectRefused(repair.try('HandOffCase', { leadId: null }), 'nobody-in-role', '/leadId');
  });
});
