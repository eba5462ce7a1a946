import { describe, expect, test } from 'vitest';
import type { WarrantyStanding } from '../../../domain/case/events.ts';
import type { PriceList, WarrantyRules } from '../../../domain/policy/pinned.ts';
import { feeMinor, type Work } from '../../../domain/pricing/fee.ts';

const PRICES: PriceList = {
  parts: { lens: 260_00, cable: 145_50 },
  labour: { hour: 80_00 },
  travelMinor: 120_00,
  charged: ['parts', 'labour', 'travel'],
};
const RULES: WarrantyRules = {
  anchor: 'purchase-date',
  periods: [],
  exclusions: { 'user-damage': 'quote' },
  expired: 'quote',
};
const EXPIRED: WarrantyStanding = { standing: 'expired', untilDate: '2025-01-01', outcome: 'quote' };
const COVERED: WarrantyStanding = { standing: 'in-warranty', untilDate: '2027-01-01' };
const WORK: Work = {
  cause: 'wear',
  parts: [
    { code: 'lens', quantity: 2 },
    { code: 'cable', quantity: 1 },
  ],
  labour: [{ code: 'hour', quantity: 3 }],
};

describe('the fee', () => {
  test('outside warranty is parts, labour and travel of the list', () => {
    expect(feeMinor(PRICES, RULES, EXPIRED, WORK)).toBe(520_00 + 145_50 + 240_00 + 120_00);
  });

  test('holds only what the policy charges for', () => {
    expect(feeMinor({ ...PRICES, charged: ['labour'] }, RULES, EXPIRED, WORK)).toBe(240_00);
    expect(feeMinor({ ...PRICES, charged: [] }, RULES, EXPIRED, WORK)).toBe(0);
  });

  test('of a visit that used nothing is the travel', () => {
    expect(feeMinor(PRICES, RULES, EXPIRED, { ...WORK, parts: [], labour: [] })).toBe(120_00);
  });

  test('is nothing in warranty', () => {
    expect(feeMinor(PRICES, RULES, COVERED, WORK)).toBe(0);
  });

  test('is charged in warranty when the visit finds that the user broke it, if the policy excludes that', () => {
    const broken: Work = { ...WORK, cause: 'user-damage' };
    expect(feeMinor(PRICES, RULES, COVERED, broken)).toBeGreaterThan(0);
    expect(feeMinor(PRICES, { ...RULES, exclusions: {} }, COVERED, broken)).toBe(0);
  });

  test.each<[string, WarrantyStanding | null]>([
    ['excluded', { standing: 'excluded', damage: 'transport', outcome: 'quote' }],
    ['unknown', { standing: 'unknown', missing: 'purchase-date' }],
    ['never classified', null],
  ])('is charged when the standing is %s', (_standing, warranty) => {
    expect(feeMinor(PRICES, RULES, warranty, WORK)).toBe(feeMinor(PRICES, RULES, EXPIRED, WORK));
  });
});
