import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../domain/case/facts.ts';
import type { WarrantyRules } from '../../../domain/policy/pinned.ts';
import { type FactName, WARRANTY_ANCHORS } from '../../../domain/policy/vocabulary.ts';
import { outcomeOfCause } from '../../../domain/warranty/causes.ts';
import { isServiceRefused, warrantyStanding } from '../../../domain/warranty/standing.ts';

const RULES: WarrantyRules = {
  anchor: 'acceptance-date',
  orElse: ['completion-date'],
  periods: [{ when: { products: ['boiler'] }, months: 36, parts: { fittings: 12, filter: 0 } }],
  exclusions: {},
  expired: 'quote',
};
const TRAITS = {
  kind: 'repair',
  grade: null,
  urgency: 'normal',
  tier: 'standard',
  productModel: 'boiler',
} as const;
const standing = (known: Partial<Record<FactName, string>>, today: string, rules = RULES) => {
  const facts: Facts = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { value }]));
  return warrantyStanding(rules, { traits: TRAITS, facts, damage: 'none' }, today);
};

describe('the start of a warranty', () => {
  test.each(WARRANTY_ANCHORS)('may be %s', (anchor) => {
    const rules = { ...RULES, anchor, orElse: [] };
    const start = { [anchor]: '2024-03-10' };
    expect(standing(start, '2027-03-10', rules)).toEqual({ standing: 'in-warranty', untilDate: '2027-03-10' });
    expect(standing(start, '2027-03-11', rules)).toMatchObject({ standing: 'expired', untilDate: '2027-03-10' });
    expect(standing({}, '2024-03-10', rules)).toEqual({ standing: 'unknown', missing: anchor });
  });

  test('is the first that is known, and another than the first is named', () => {
    const both = { 'acceptance-date': '2024-03-10', 'completion-date': '2024-01-05' };
    expect(standing(both, '2026-01-01')).toEqual({ standing: 'in-warranty', untilDate: '2027-03-10' });
    expect(standing({ 'completion-date': '2024-01-05' }, '2026-01-01')).toEqual({
      standing: 'in-warranty',
      untilDate: '2027-01-05',
      anchor: 'completion-date',
    });
    expect(standing({ 'purchase-date': '2024-01-05' }, '2026-01-01')).toEqual({
      standing: 'unknown',
      missing: 'acceptance-date',
    });
  });
});

describe('a part', () => {
  const accepted = { 'acceptance-date': '2024-03-10' };

  test('with a period of its own is judged by that', () => {
    const part = { ...accepted, part: 'fittings' };
    expect(standing(part, '2025-03-10')).toEqual({
      standing: 'in-warranty',
      untilDate: '2025-03-10',
      part: 'fittings',
    });
    expect(standing(part, '2025-03-11')).toMatchObject({ standing: 'expired', part: 'fittings', outcome: 'quote' });
  });

  test('without one is the product', () => {
    expect(standing({ ...accepted, part: 'tank' }, '2025-03-11')).toEqual({
      standing: 'in-warranty',
      untilDate: '2027-03-10',
    });
  });

  test('with a period of nothing is never covered, not on the first day either', () => {
    const filter = { ...accepted, part: 'filter' };
    expect(standing(filter, '2024-03-10')).toEqual({
      standing: 'expired',
      untilDate: '2024-03-10',
      part: 'filter',
      outcome: 'quote',
    });
  });
});

describe('proof', () => {
  const rules: WarrantyRules = { ...RULES, proof: { any: ['invoice', 'order'], without: 'refuse' } };
  const accepted = { 'acceptance-date': '2024-03-10' };

  test('is one of the papers that the policy takes', () => {
    expect(standing({ ...accepted, proof: 'invoice' }, '2025-01-01', rules).standing).toBe('in-warranty');
    const without = standing({ ...accepted, proof: 'receipt' }, '2025-01-01', rules);
    expect(without).toEqual({ standing: 'unknown', missing: 'proof', outcome: 'refuse' });
    expect(isServiceRefused(without)).toBe(true);
  });

  test('of an order is its number, if the policy takes an order', () => {
    expect(standing({ ...accepted, 'order-number': 'A-1' }, '2025-01-01', rules).standing).toBe('in-warranty');
    const papers: WarrantyRules = { ...rules, proof: { any: ['invoice'], without: 'quote' } };
    const without = standing({ ...accepted, 'order-number': 'A-1' }, '2025-01-01', papers);
    expect(without).toMatchObject({ missing: 'proof', outcome: 'quote' });
    expect(isServiceRefused(without)).toBe(false);
  });
});

describe('a cause', () => {
  const covered = { standing: 'in-warranty', untilDate: '2027-03-10' } as const;
  const expired = { standing: 'expired', untilDate: '2020-03-10', outcome: 'quote' } as const;
  const rules: WarrantyRules = {
    ...RULES,
    causes: { 'supplier-part': 'free', wear: 'quote', 'user-damage': 'refuse' },
  };

  test.each([
    ['supplier-part', covered, 'free'],
    ['supplier-part', expired, 'quote'],
    ['wear', covered, 'quote'],
    ['user-damage', covered, 'refuse'],
    ['user-damage', expired, 'refuse'],
    ['other', covered, 'free'],
    ['other', null, 'quote'],
  ] as const)('%s of %j is: %s', (cause, warranty, outcome) => {
    expect(outcomeOfCause(rules, warranty, cause)).toBe(outcome);
  });

  test('that the policy says nothing of still counts as the damage that it excludes', () => {
    const excluding: WarrantyRules = { ...RULES, exclusions: { 'user-damage': 'quote' } };
    expect(outcomeOfCause(excluding, covered, 'user-damage')).toBe('quote');
    expect(outcomeOfCause(RULES, covered, 'user-damage')).toBe('free');
  });
});
