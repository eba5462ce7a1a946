import { describe, expect, test } from 'vitest';
import type { LadderStep } from '../../../domain/policy/pinned.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { withClock, withRules } from '../../support/policy-variants.ts';
import { at, DEVICE_MAKER, LEAD, repairAt } from '../../support/repair.ts';

const STEPS: readonly LadderStep[] = [
  { afterMs: 0, notify: { kind: 'technician' } },
  { afterMs: HOUR_MS, notify: { kind: 'role', role: 'department-head' } },
];
const policy = withClock(
  DEVICE_MAKER,
  {
    until: 'appointment-proposed',
    within: [{ when: {}, withinMs: 4 * HOUR_MS }],
    warnAtPercent: [50],
    warn: { kind: 'role', role: 'desk' },
  },
  STEPS,
);

const alarms = (sent: readonly string[]) => sent.filter((key) => /^clock-/.test(key) && key.endsWith('/sms'));

describe('an alarm', () => {
  test('goes to whom the clock and its ladder name, not to whom the notice names', () => {
    const repair = repairAt('appointment', { policy }).until(at('03-09 16:00'));
    expect(alarms(repair.sent())).toEqual([
      'clock-warned/promise-1-50/desk-1/sms',
      'clock-escalated/promise-1-1/tech-1/sms',
      'clock-escalated/promise-1-2/head-1/sms',
    ]);
  });

  test('goes to the lead while no technician is assigned', () => {
    const repair = repairAt('assign', { policy }).until(at('03-09 14:30'));
    expect(alarms(repair.sent()).at(-1)).toBe('clock-escalated/promise-1-1/lead-south/sms');
  });

  test('is recorded although nobody holds the role, and the next step is climbed all the same', () => {
    const people = DEVICE_MAKER.pinned.people.filter(({ roles }) => !roles.includes('department-head'));
    const further = withRules(policy, {
      people,
      ladders: { alarm: [...STEPS, { afterMs: 2 * HOUR_MS, notify: { kind: 'role', role: 'general-manager' } }] },
    });
    const repair = repairAt('assign', { policy: further }).until(at('03-09 17:00'));
    expect(repair.of('ClockEscalated').map(({ personId }) => personId)).toEqual(['lead-south', null, 'manager-1']);
    repair.try('AssignTechnician', { technicianId: null }, LEAD, { effectiveAtMs: at('03-09 10:00') });
    const startMs = at('03-11 10:00');
    const slot = { startMs, endMs: startMs + HOUR_MS };
    repair.try('ProposeAppointment', slot, LEAD, { effectiveAtMs: at('03-09 10:30') });
    expect(repair.of('BreachWithdrawn')).toMatchObject([{ alertedIds: ['lead-south', 'manager-1'] }]);
  });

  test('is worth sending twice rather than not at all', () => {
    const repair = repairAt('assign', { policy }).until(at('03-09 16:00'));
    const classes = repair.of('MessagePlanned').filter(({ intent }) => intent.purpose === 'clock-escalated');
    expect(classes.map(({ intent }) => intent.class)).toEqual(classes.map(() => 'escalation'));
    expect(classes.length).toBeGreaterThan(0);
  });
});
