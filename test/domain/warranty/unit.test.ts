import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { WarrantyRules } from '../../../domain/policy/pinned.ts';
import { warrantyStanding } from '../../../domain/warranty/standing.ts';
import { isRestart, type UnitMemory, type UnitRepair } from '../../../domain/warranty/unit.ts';
import { withRules } from '../../support/policy-variants.ts';
import { DEVICE_MAKER, FACTS, file, repairAt } from '../../support/repair.ts';

const RULES: WarrantyRules = {
  anchor: 'delivery-date',
  periods: [{ when: {}, months: 12, parts: { pump: 12, filter: 0 } }],
  exclusions: {},
  expired: 'quote',
  repairedPartMonths: 3,
  restartAfter: 2,
};
const TRAITS = { kind: 'repair', grade: null, urgency: 'normal', tier: 'standard', productModel: 'm' } as const;
const repaired = (on: string, over: Partial<UnitRepair> = {}): UnitRepair => ({
  fault: 'leak',
  part: 'pump',
  on,
  ...over,
});
const unit = (...repairs: UnitRepair[]): UnitMemory => ({ unitKey: 'u', repairs });

function standing(today: string, past: UnitMemory | undefined, part: string | null = 'pump', delivered = true) {
  const facts = {
    ...(delivered ? { 'delivery-date': { value: '2025-01-10' } } : {}),
    ...(part === null ? {} : { part: { value: part } }),
  };
  return warrantyStanding(RULES, { traits: TRAITS, facts, damage: 'none', unit: past }, today);
}

describe('a repaired part', () => {
  test('has its own months, and of two ends the later counts', () => {
    const late = unit(repaired('2025-12-20'));
    expect(standing('2026-03-20', late)).toEqual({ standing: 'in-warranty', untilDate: '2026-03-20', part: 'pump' });
    expect(standing('2026-03-21', late)).toMatchObject({ standing: 'expired', untilDate: '2026-03-20' });
    const early = unit(repaired('2025-02-01'));
    expect(standing('2026-01-10', early)).toMatchObject({ standing: 'in-warranty', untilDate: '2026-01-10' });
    expect(standing('2026-01-11', early).standing).toBe('expired');
  });

  test('is that part, repaired last', () => {
    const past = unit(repaired('2025-12-20'), repaired('2026-02-01'), repaired('2026-05-01', { part: 'filter' }));
    expect(standing('2026-05-01', past)).toMatchObject({ standing: 'in-warranty', untilDate: '2026-05-01' });
    expect(standing('2026-02-01', past, null).standing).toBe('expired');
  });

  test('is covered where it had no period, and where the start is not known', () => {
    const past = unit(repaired('2026-05-01', { part: 'filter' }));
    expect(standing('2026-08-01', past, 'filter')).toMatchObject({ standing: 'in-warranty' });
    expect(standing('2026-08-01', past, 'filter', false)).toMatchObject({ standing: 'in-warranty' });
    expect(standing('2026-08-01', past, 'pump', false)).toMatchObject({ standing: 'unknown' });
  });
});

describe('the same fault again', () => {
  test('starts the warranty anew with every so many repairs', () => {
    expect(isRestart(RULES, unit(), 'leak')).toBe(false);
    expect(isRestart(RULES, unit(repaired('2025-02-01')), 'leak')).toBe(true);
    expect(isRestart(RULES, unit(repaired('2025-02-01')), 'noise')).toBe(false);
    expect(isRestart(RULES, unit(repaired('2025-02-01')), null)).toBe(false);
    expect(isRestart(RULES, unit(repaired('2025-02-01'), repaired('2025-03-01')), 'leak')).toBe(false);
  });

  test('is counted from the day it started anew', () => {
    const past = unit(repaired('2025-06-01'), repaired('2025-12-01', { restarts: true }));
    expect(standing('2026-12-01', past, null)).toEqual({ standing: 'in-warranty', untilDate: '2026-12-01' });
    expect(standing('2026-12-02', past, null)).toMatchObject({ standing: 'expired', untilDate: '2026-12-01' });
  });
});

describe('a case of a unit', () => {
  const { warranty } = DEVICE_MAKER.pinned;
  const policy = withRules(DEVICE_MAKER, { warranty: { ...warranty, restartAfter: 2 }, faults: ['leak'] });
  const facts = { ...FACTS, fault: { value: 'leak' } };
  const signed = (open: Partial<CommandBodies['OpenCase']>, rules = policy) =>
    file(repairAt('report', { policy: rules, facts, open })).send('SignReport', { opinion: 'satisfied', noteId: null });

  test('tells the next one what was repaired, once the customer signed', () => {
    const repair = signed({ unit: unit() });
    expect(repair.of('UnitRepaired')).toMatchObject([{ unitKey: 'u', fault: 'leak', part: null }]);
    expect(repair.of('UnitRepaired')[0]).not.toHaveProperty('restarts');
    expect(repair.open().unit?.repairs).toHaveLength(1);
  });

  test('starts the warranty anew when it was repaired before', () => {
    const repair = signed({ unit: unit(repaired('2025-12-01')) });
    expect(repair.of('UnitRepaired')).toMatchObject([{ restarts: true }]);
  });

  test('tells nothing where the policy does not ask, or the unit is not known', () => {
    expect(signed({}).of('UnitRepaired')).toEqual([]);
    const unasked = withRules(DEVICE_MAKER, { faults: ['leak'] });
    expect(signed({ unit: unit() }, unasked).of('UnitRepaired')).toEqual([]);
  });
});
