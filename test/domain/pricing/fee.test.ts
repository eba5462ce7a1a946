import { describe, expect, test } from 'vitest';
import type { WarrantyStanding } from '../../../domain/case/events.ts';
import type { PriceList, WarrantyRules } from '../../../domain/policy/pinned.ts';
import type { Work } from '../../../domain/pricing/charge-lines.ts';
import { feeMinor } from '../../../domain/pricing/fee.ts';

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

const TRAITS = { kind: 'repair', grade: null, urgency: 'normal', tier: 'standard', productModel: 'lamp' } as const;
const fee = (prices: PriceList, rules: WarrantyRules, warranty: WarrantyStanding | null, work: Work) =>
  feeMinor(prices, rules, { ...work, warranty, traits: { ...TRAITS, standing: warranty?.standing ?? null } });

describe('the fee', () => {
  test('outside warranty is parts, labour and travel of the list', () => {
    expect(fee(PRICES, RULES, EXPIRED, WORK)).toBe(520_00 + 145_50 + 240_00 + 120_00);
  });

  test('holds only what the policy charges for', () => {
    expect(fee({ ...PRICES, charged: ['labour'] }, RULES, EXPIRED, WORK)).toBe(240_00);
    expect(fee({ ...PRICES, charged: [] }, RULES, EXPIRED, WORK)).toBe(0);
  });

  test('of a visit that used nothing is the travel', () => {
    expect(fee(PRICES, RULES, EXPIRED, { ...WORK, parts: [], labour: [] })).toBe(120_00);
  });

  test('is nothing in warranty', () => {
    expect(fee(PRICES, RULES, COVERED, WORK)).toBe(0);
  });

  test('is charged in warranty when the visit finds that the user broke it, if the policy excludes that', () => {
    const broken: Work = { ...WORK, cause: 'user-damage' };
    expect(fee(PRICES, RULES, COVERED, broken)).toBeGreaterThan(0);
    expect(fee(PRICES, { ...RULES, exclusions: {} }, COVERED, broken)).toBe(0);
  });

  test.each<[string, WarrantyStanding | null]>([
    ['excluded', { standing: 'excluded', damage: 'transport', outcome: 'quote' }],
    ['unknown', { standing: 'unknown', missing: 'purchase-date' }],
    ['never classified', null],
  ])('is charged when the standing is %s', (_standing, warranty) => {
    expect(fee(PRICES, RULES, warranty, WORK)).toBe(fee(PRICES, RULES, EXPIRED, WORK));
  });

  test('outside warranty may be parts at cost and nothing else', () => {
    const atCost: PriceList = {
      ...PRICES,
      costs: { parts: { lens: 100_00 }, labour: {} },
      charges: [{ when: { standings: ['expired'] }, charge: ['parts'], at: 'cost' }],
    };
    expect(fee(atCost, RULES, EXPIRED, WORK)).toBe(200_00 + 145_50);
    expect(fee(atCost, RULES, { standing: 'unknown', missing: 'purchase-date' }, WORK)).toBe(
      fee(PRICES, RULES, EXPIRED, WORK),
    );
  });

  test('of a part with a market price is what the market asked', () => {
    const market: PriceList = { ...PRICES, charged: ['parts'], market: ['tee'] };
    const work: Work = { ...WORK, parts: [{ code: 'tee', quantity: 3, priceMinor: 12_30 }] };
    expect(fee(market, RULES, EXPIRED, work)).toBe(36_90);
  });

  test('has services of their own price in it, whoever bears the fault', () => {
    const prices: PriceList = { ...PRICES, fees: { upgrade: 99_00 } };
    const upgraded: Work = { ...WORK, fees: [{ code: 'upgrade', quantity: 2 }] };
    expect(fee(prices, RULES, COVERED, upgraded)).toBe(198_00);
    expect(fee(prices, RULES, EXPIRED, upgraded)).toBe(fee(prices, RULES, EXPIRED, WORK) + 198_00);
  });

  test('follows the cause where the policy says so, in warranty too', () => {
    const rules: WarrantyRules = { ...RULES, causes: { wear: 'quote', workmanship: 'free', 'user-damage': 'refuse' } };
    const of = (cause: Work['cause'], warranty: WarrantyStanding = COVERED) =>
      fee(PRICES, rules, warranty, { ...WORK, cause });
    expect(of('wear')).toBe(fee(PRICES, RULES, EXPIRED, WORK));
    expect(of('workmanship')).toBe(0);
    expect(of('workmanship', EXPIRED)).toBe(of('wear'));
    expect(of('user-damage')).toBe(0);
  });
});
