import { describe, expect, test } from 'vitest';
import type { LimitRow } from '../../../domain/policy/pinned.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { withClock, withRules } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, FACTS, LEAD, repairAt, type Setting } from '../../support/repair.ts';

const WITHIN: readonly LimitRow[] = [
  { when: { urgencies: ['emergency'] }, withinMs: HOUR_MS, calendar: 'round-the-clock' },
  { when: { tiers: ['key'] }, withinMs: 2 * HOUR_MS },
  { when: { grades: ['complex'] }, withinMs: 3 * HOUR_MS },
  { when: { products: ['IV-*'] }, withinMs: 4 * HOUR_MS },
  { when: { kinds: ['repair'] }, withinMs: 5 * HOUR_MS },
];
const policy = withClock(DEVICE_MAKER, { within: WITHIN });

/** The limit of the clock of a case that was just handed off. */
function limitHours(setting: Setting): number | undefined {
  const clock = repairAt('assign', { policy, ...setting }).view().clocks[0];
  return clock === undefined ? undefined : clock.limitMs / HOUR_MS;
}

describe('the limit of a clock', () => {
  test('is picked by the facts, the first row that fits', () => {
    expect(limitHours({})).toBe(5);
    expect(limitHours({ facts: { ...FACTS, 'product-model': { value: 'IV-8000' } } })).toBe(4);
    expect(limitHours({ classify: { grade: 'complex' } })).toBe(3);
    expect(limitHours({ open: { tier: 'key' }, classify: { grade: 'complex' } })).toBe(2);
    expect(limitHours({ open: { tier: 'key', urgency: 'emergency' } })).toBe(1);
  });

  test('that fits no row means that the clock does not run', () => {
    expect(limitHours({ open: { kind: 'installation' } })).toBeUndefined();
  });

  test('moves with a corrected fact while the clock runs', () => {
    const repair = repairAt('assign', { policy });
    const before = repair.view().clocks[0]!;
    repair
      .until(repair.nowMs + HOUR_MS)
      .send('ProvideFacts', { facts: { 'product-model': { value: 'IV-3000' } } }, DESK);
    const after = repair.view().clocks[0]!;
    expect(after.startedAtMs).toBe(before.startedAtMs);
    expect(after.dueAtMs).toBe(at('03-09 14:00'));
    expect(before.dueAtMs).toBeGreaterThan(after.dueAtMs!);
  });
});

describe('a clock that runs while the case is classified', () => {
  const again = withClock(DEVICE_MAKER, { from: 'reopened', until: 'technician-assigned', within: WITHIN });
  const reopensToClassify = withRules(again, { callback: { ...DEVICE_MAKER.pinned.callback, reopenTo: 'classify' } });

  function reopened() {
    return repairAt('follow-up', { policy: reopensToClassify }).send('RateService', { score: 1, noteId: null });
  }

  test('gets the limit and the calendar of an emergency from then on, counted from its start', () => {
    const repair = reopened();
    const startedAtMs = repair.nowMs;
    repair.until(startedAtMs + HOUR_MS / 2);
    repair.send('ClassifyCase', { kind: null, grade: 'simple', urgency: 'emergency', damage: 'none' }, DESK);
    expect(repair.view().clocks[0]).toMatchObject({ limitMs: HOUR_MS, dueAtMs: startedAtMs + HOUR_MS });
  });

  test('is broken at once when the new limit has passed already', () => {
    const repair = reopened();
    repair.until(repair.nowMs + 2 * HOUR_MS);
    repair.send('ClassifyCase', { kind: null, grade: 'simple', urgency: 'emergency', damage: 'none' }, DESK);
    expect(repair.until(repair.nowMs).view().clocks[0]).toMatchObject({ status: 'breached' });
    repair.send('HandOffCase', { leadId: null }, DESK).send('AssignTechnician', { technicianId: null }, LEAD);
    expect(repair.view().clocks[0]).toMatchObject({ status: 'missed' });
  });
});
