import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { localDate } from '../../../domain/calendar/local-day.ts';
import type { Facts } from '../../../domain/case/facts.ts';
import type { WarrantyRules } from '../../../domain/policy/pinned.ts';
import type { Damage } from '../../../domain/policy/vocabulary.ts';
import { isServiceRefused, warrantyStanding } from '../../../domain/warranty/standing.ts';

const RULES: WarrantyRules = {
  anchor: 'purchase-date',
  periods: [
    { when: { products: ['lamp'] }, months: 12 },
    { when: { products: ['gas-*'] }, months: 1 },
    { when: { products: ['radio'] }, months: 0 },
  ],
  exclusions: { 'user-damage': 'quote', transport: 'refuse' },
  expired: 'quote',
};
const ZONE = 'Asia/Shanghai';

/** The standing on a local day of that zone. */
function standing(product: string | null, bought: string | null, day: string, damage: Damage = 'none', rules = RULES) {
  const nowMs = Date.parse(`${day}T23:30:00+08:00`);
  const traits = { kind: 'repair', grade: null, urgency: 'normal', tier: 'standard', productModel: product } as const;
  const facts: Facts = bought === null ? {} : { 'purchase-date': { value: bought } };
  return warrantyStanding(rules, { traits, facts, damage }, localDate(expandCalendars({}, ZONE, nowMs, 2), nowMs));
}

describe('warranty', () => {
  test.each([
    ['lamp', '2025-11-20', '2026-11-20', 'in-warranty', '2026-11-20'],
    ['lamp', '2025-11-20', '2026-11-21', 'expired', '2026-11-20'],
    ['lamp', '2024-02-29', '2025-02-28', 'in-warranty', '2025-02-28'],
    ['lamp', '2024-02-29', '2025-03-01', 'expired', '2025-02-28'],
    ['gas-7', '2026-01-31', '2026-02-28', 'in-warranty', '2026-02-28'],
    ['gas-7', '2026-01-31', '2026-03-01', 'expired', '2026-02-28'],
    ['radio', '2026-03-09', '2026-03-09', 'in-warranty', '2026-03-09'],
    ['lamp', '2037-12-31', '2038-12-31', 'in-warranty', '2038-12-31'],
  ])('of a %s bought on %s is on %s: %s until %s', (product, bought, day, expected, untilDate) => {
    expect(standing(product, bought, day)).toMatchObject({ standing: expected, untilDate });
  });

  test('ends at midnight of the policy’s zone, not of the world’s', () => {
    // 23:30 in Shanghai is still the 20th there, and in UTC as well; half an hour later only in UTC.
    expect(standing('lamp', '2025-11-20', '2026-11-20').standing).toBe('in-warranty');
    const nowMs = Date.parse('2026-11-21T00:30:00+08:00');
    const traits = { kind: 'repair', grade: null, urgency: 'normal', tier: 'standard', productModel: 'lamp' } as const;
    const calendars = expandCalendars({}, ZONE, nowMs, 2);
    const facts: Facts = { 'purchase-date': { value: '2025-11-20' } };
    const claim = { traits, facts, damage: 'none' } as const;
    expect(warrantyStanding(RULES, claim, localDate(calendars, nowMs)).standing).toBe('expired');
  });

  test('is lost by a damage that the policy excludes, even within the period', () => {
    expect(standing('lamp', '2026-01-01', '2026-03-09', 'user-damage')).toEqual({
      standing: 'excluded',
      damage: 'user-damage',
      outcome: 'quote',
    });
  });

  test('is not lost by a damage that the policy says nothing of', () => {
    expect(standing('lamp', '2026-01-01', '2026-03-09', 'force-majeure').standing).toBe('in-warranty');
  });

  test('is unknown without the day of purchase, or without the product', () => {
    expect(standing('lamp', null, '2026-03-09')).toEqual({ standing: 'unknown', missing: 'purchase-date' });
    expect(standing(null, '2026-01-01', '2026-03-09')).toEqual({ standing: 'unknown', missing: 'product-model' });
  });

  test('was never given for a product that the policy does not know', () => {
    expect(standing('toaster', '2026-01-01', '2026-03-09').standing).toBe('expired');
  });
});

test('service is refused only where the policy says refuse', () => {
  const refused = (...args: Parameters<typeof standing>) => isServiceRefused(standing(...args));
  expect(refused('lamp', '2026-01-01', '2026-03-09', 'transport')).toBe(true);
  expect(refused('lamp', '2026-01-01', '2026-03-09', 'user-damage')).toBe(false);
  expect(refused('lamp', '2020-01-01', '2026-03-09')).toBe(false);
  expect(refused('lamp', '2020-01-01', '2026-03-09', 'none', { ...RULES, expired: 'refuse' })).toBe(true);
  expect(refused(null, null, '2026-03-09', 'none', { ...RULES, expired: 'refuse' })).toBe(false);
});
