import { describe, expect, test } from 'vitest';
import type { ClockDefinition, LadderStep } from '../../../domain/policy/pinned.ts';
import { HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { withClock } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, LEAD, repairAt, type Setting } from '../../support/repair.ts';

const STEPS: readonly LadderStep[] = [
  { afterMs: 0, notify: { kind: 'lead' } },
  { afterMs: HOUR_MS, notify: { kind: 'role', role: 'department-head' } },
  { afterMs: 3 * HOUR_MS, notify: { kind: 'role', role: 'general-manager' } },
];
const CLOCK: Partial<ClockDefinition> = {
  within: [
    { when: { urgencies: ['emergency'] }, withinMs: 4 * HOUR_MS, calendar: 'round-the-clock' },
    { when: {}, withinMs: 4 * HOUR_MS },
  ],
  warnAtPercent: [50, 75],
  warn: { kind: 'lead' },
};
const policy = withClock(DEVICE_MAKER, CLOCK, STEPS);

function handedOff(from: string, setting: Setting = {}) {
  return repairAt('assign', { policy, startMs: at(from), ...setting });
}

/** When the steps were climbed, and to whom. */
function climbed(from: string, until: string, setting: Setting = {}) {
  return handedOff(from, setting)
    .until(at(until))
    .of('ClockEscalated')
    .map(({ atMs, step, personId }) => [step, personId, atMs]);
}

describe('a clock that nobody stops', () => {
  test('warns at its percents, breaks at its limit and not a millisecond earlier', () => {
    const repair = handedOff('03-09 13:00').until(at('03-09 17:00') - 1);
    expect(repair.of('ClockWarned').map(({ percent, atMs }) => [percent, atMs])).toEqual([
      [50, at('03-09 15:00')],
      [75, at('03-09 16:00')],
    ]);
    expect(repair.view().clocks[0]?.status).toBe('warned');
    expect(repair.until(at('03-09 17:00')).of('ClockBreached')).toMatchObject([{ dueAtMs: at('03-09 17:00') }]);
  });

  test('counts no lunch break', () => {
    expect(handedOff('03-09 10:00').view().clocks[0]?.dueAtMs).toBe(at('03-09 15:00'));
  });

  test('climbs its ladder in working time, over the night', () => {
    expect(climbed('03-09 13:30', '03-11 18:00')).toEqual([
      [1, 'lead-south', at('03-09 17:30')],
      [2, 'head-1', at('03-10 09:30')],
      [3, 'manager-1', at('03-10 11:30')],
    ]);
  });

  test('climbs over a weekend and a lunch break', () => {
    expect(climbed('03-13 13:30', '03-18 18:00').map(([, , atMs]) => atMs)).toEqual([
      at('03-13 17:30'),
      at('03-16 09:30'),
      at('03-16 11:30'),
    ]);
  });

  test('climbs over a holiday, and on a day off that is worked instead', () => {
    const beforeLabourDay = climbed('04-30 13:30', '05-08 18:00').map(([, , atMs]) => atMs);
    expect(beforeLabourDay).toEqual([at('04-30 17:30'), at('05-06 09:30'), at('05-06 11:30')]);
    const beforeWorkedSaturday = climbed('05-08 13:30', '05-12 18:00').map(([, , atMs]) => atMs);
    expect(beforeWorkedSaturday).toEqual([at('05-08 17:30'), at('05-09 09:30'), at('05-09 11:30')]);
  });

  test('of an emergency climbs at night', () => {
    expect(climbed('03-14 20:00', '03-15 12:00', { open: { urgency: 'emergency' } }).map(([, , atMs]) => atMs)).toEqual(
      [at('03-15 00:00'), at('03-15 01:00'), at('03-15 03:00')],
    );
  });

  test('climbs no further than its last step', () => {
    expect(climbed('03-09 09:00', '04-09 09:00')).toHaveLength(STEPS.length);
  });
});

describe('acknowledging a breach', () => {
  const acknowledge = { clockId: null } as const;

  test('before the second step keeps the second and third from being told', () => {
    const repair = handedOff('03-09 09:00').until(at('03-09 14:30'));
    expect(repair.try('AcknowledgeEscalation', acknowledge, LEAD)).toBeNull();
    expect(repair.until(at('03-12 18:00')).of('ClockEscalated')).toHaveLength(1);
    expect(repair.view().clocks[0]?.status).toBe('acknowledged');
  });

  test('after the second step keeps the third from being told', () => {
    const repair = handedOff('03-09 09:00').until(at('03-09 15:30'));
    repair.send('AcknowledgeEscalation', { clockId: 'promise' }, { kind: 'staff', personId: 'head-1' });
    expect(repair.until(at('03-12 18:00')).of('ClockEscalated')).toHaveLength(2);
  });

  test('is refused to a stranger, to the customer, and of nothing', () => {
    const repair = handedOff('03-09 09:00').until(at('03-09 14:30'));
    const stranger = repair.try('AcknowledgeEscalation', acknowledge, { kind: 'staff', personId: 'ghost' });
    expect(stranger).toMatchObject({ code: 'unknown-person', place: '/by', params: { value: 'ghost' } });
    expect(repair.try('AcknowledgeEscalation', acknowledge)).toMatchObject({ code: 'unknown-person', place: '/by' });
    const other = repair.try('AcknowledgeEscalation', { clockId: 'callback' }, LEAD);
    expect(other).toMatchObject({ code: 'nothing-to-acknowledge', place: '/clockId' });
    repair.send('AcknowledgeEscalation', acknowledge, LEAD);
    expect(repair.try('AcknowledgeEscalation', acknowledge, LEAD)?.code).toBe('nothing-to-acknowledge');
  });

  test('does not mend the breach: the clock is missed all the same', () => {
    const missed = withClock(DEVICE_MAKER, { ...CLOCK, until: 'technician-assigned' }, STEPS);
    const repair = handedOff('03-09 09:00', { policy: missed }).until(at('03-09 14:30'));
    repair.send('AcknowledgeEscalation', acknowledge, LEAD).send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view().clocks[0]?.status).toBe('missed');
  });
});

test('a clock that is stopped in time tells nobody anything', () => {
  const punctual = withClock(DEVICE_MAKER, { ...CLOCK, until: 'technician-assigned' }, STEPS);
  const repair = handedOff('03-09 13:00', { policy: punctual }).until(at('03-09 17:00') - MINUTE_MS);
  repair.send('AssignTechnician', { technicianId: null }, LEAD).until(at('03-12 18:00'));
  expect(repair.types().filter((type) => type === 'ClockBreached' || type === 'ClockEscalated')).toEqual([]);
  expect(repair.view().clocks[0]?.status).toBe('met');
});

test('a clock of a case that is closed is cut off, its breach stands', () => {
  const cut = handedOff('03-09 13:00').send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
  expect(cut.view().clocks[0]?.status).toBe('cancelled');
  const late = handedOff('03-09 13:00').until(at('03-09 17:30'));
  late.send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK).until(at('03-12 18:00'));
  expect(late.view().clocks[0]?.status).toBe('missed');
  expect(late.of('ClockEscalated')).toHaveLength(1);
});
