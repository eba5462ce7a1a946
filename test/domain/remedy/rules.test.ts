import { expect, test } from 'vitest';
import type { Facts } from '../../../domain/case/facts.ts';
import type { RemedyRule } from '../../../domain/policy/pinned-remedy.ts';
import type { Claim, Claimed } from '../../../domain/remedy/claim.ts';
import { judge } from '../../../domain/remedy/rules.ts';

const GOODWILL: Claim = { remedy: 'exchange', ground: 'goodwill' };
const plain: RemedyRule = { when: {}, remedies: ['exchange'], grounds: ['goodwill'], freight: 'customer' };
const order = (kind: string): Facts => ({ 'order-kind': { value: kind } });

function claimed(claim: Claim = GOODWILL, more: Partial<Claimed> = {}): Claimed {
  const traits = { kind: 'exchange', grade: null, urgency: 'normal', tier: 'standard', productModel: 'TEA-1' } as const;
  return { claim, traits, facts: {}, on: '2026-03-31', earlier: 0, complaints: 0, ...more };
}

/** What one condition more makes of a claim: `allowed`, `condition: found, not allowed`, or what is still to be said. */
function verdict(rule: Partial<RemedyRule>, claim: Claim = {}, more: Partial<Claimed> = {}): string {
  const judgement = judge([{ ...plain, ...rule }], claimed({ ...GOODWILL, ...claim }, more));
  if (judgement.kind === 'allowed') return 'allowed';
  if (judgement.kind === 'unclear') return `unclear: ${judgement.missing.join(', ')}`;
  return `${judgement.condition}: ${judgement.found}, not ${judgement.allowed}`;
}

test('the last day of the time still counts, from the first of the days that is known', () => {
  const within = { days: 60, from: ['order-date', 'delivery-date'] } as const;
  const ordered = (date: string) => verdict({ within }, {}, { facts: { 'order-date': { value: date } } });
  expect(ordered('2026-01-30')).toBe('allowed');
  expect(ordered('2026-01-29')).toBe('withinDays: day 61, not 60 days from order-date');
  expect(verdict({ within }, {}, { facts: { 'delivery-date': { value: '2026-01-30' } } })).toBe('allowed');
  expect(verdict({ within })).toBe('unclear: order-date');
});

test('points may differ so much, up or down', () => {
  expect(verdict({ points: 50 }, { points: 50 })).toBe('allowed');
  expect(verdict({ points: 50 }, { points: -50 })).toBe('allowed');
  expect(verdict({ points: 50 }, { points: 51 })).toBe('points: 51, not 50');
  expect(verdict({ points: 50 }, { points: -51 })).toBe('points: -51, not 50');
  expect(verdict({ points: 50 })).toBe('unclear: points');
});

test('packaging is as good as is asked for, or better', () => {
  expect(verdict({ packaging: 'opened' }, { packaging: 'resaleable' })).toBe('allowed');
  expect(verdict({ packaging: 'opened' }, { packaging: 'opened' })).toBe('allowed');
  expect(verdict({ packaging: 'opened' }, { packaging: 'damaged' })).toBe('packaging: damaged, not opened');
  expect(verdict({ packaging: 'resaleable' })).toBe('unclear: packaging');
});

test('pieces are counted together with those that came back before', () => {
  expect(verdict({ perOrder: 2 })).toBe('allowed');
  expect(verdict({ perOrder: 2 }, { quantity: 2 })).toBe('allowed');
  expect(verdict({ perOrder: 2 }, { quantity: 3 })).toBe('perOrder: 3, not 2');
  expect(verdict({ perOrder: 2 }, { quantity: 1 }, { earlier: 2 })).toBe('perOrder: 3, not 2');
});

test('goods of a promotion may be left out, and those of a set be swapped for their like alone', () => {
  expect(verdict({ promotion: 'excluded' }, {}, { facts: order('regular') })).toBe('allowed');
  expect(verdict({ promotion: 'excluded' }, {}, { facts: order('promotion') })).toMatch(/^promotion/);
  expect(verdict({ promotion: 'excluded' })).toBe('unclear: order-kind');
  const set = (claim: Claim) => verdict({ sets: 'equal' }, claim, { facts: order('set') });
  expect(set({ points: 0, differenceMinor: 0 })).toBe('allowed');
  expect(set({ points: 1, differenceMinor: 0 })).toMatch(/^sets/);
  expect(set({ points: 0, differenceMinor: -1 })).toMatch(/^sets/);
  expect(set({ points: 0 })).toBe('unclear: differenceMinor');
  expect(verdict({ sets: 'equal' }, {}, { facts: order('regular') })).toBe('allowed');
  expect(verdict({ sets: 'excluded' }, {}, { facts: order('set') })).toBe('sets: set, not no set');
});

test('a paper is shown or it is not; a known order number is an order', () => {
  expect(verdict({ proof: ['medical-report'] })).toBe('proof: none, not medical-report');
  const shown = (value: string) => verdict({ proof: ['medical-report'] }, {}, { facts: { proof: { value } } });
  expect(shown('medical-report')).toBe('allowed');
  expect(shown('receipt')).toBe('proof: receipt, not medical-report');
  const numbered: Facts = { 'order-number': { vaultId: 'v-1' } };
  expect(verdict({ proof: ['receipt', 'order'] }, {}, { facts: numbered })).toBe('allowed');
});

test('only repairs of the same fault count', () => {
  const repair = (fault: string) => ({ fault, part: null, on: '2026-01-01' });
  const facts: Facts = { 'serial-number': { vaultId: 'v-1' }, fault: { value: 'leaks' } };
  const after = (...faults: string[]) =>
    verdict({ repairs: 2 }, {}, { facts, unit: { unitKey: 'unit', repairs: faults.map(repair) } });
  expect(after('leaks', 'leaks')).toBe('allowed');
  expect(after('leaks', 'hums')).toBe('repairs: 1, not 2');
  expect(verdict({ repairs: 2 }, {}, { facts })).toBe('repairs: 0, not 2');
  expect(verdict({ repairs: 2 }, {}, { facts: { fault: { value: 'leaks' } } })).toBe('unclear: serial-number');
});

test('a complaint beside the case may be needed', () => {
  expect(verdict({ complaint: 'needed' })).toMatch(/^complaint/);
  expect(verdict({ complaint: 'needed' }, {}, { complaints: 1 })).toBe('allowed');
});

test('the first rule that fits case, remedy and ground decides; when none does, it tells what no rule has', () => {
  const rules: RemedyRule[] = [
    { ...plain, when: { products: ['TEA-*'] }, points: 10 },
    { ...plain, points: 50 },
    { ...plain, remedies: ['return'], grounds: ['defect'], freight: 'company' },
  ];
  const told = (claim: Claim, product = 'TEA-1') => {
    const { traits } = claimed();
    return judge(rules, claimed(claim, { traits: { ...traits, productModel: product } }));
  };
  expect(told({ ...GOODWILL, points: 20 })).toMatchObject({ condition: 'points', rule: 0 });
  expect(told({ ...GOODWILL, points: 20 }, 'MUG-1')).toEqual({
    kind: 'allowed',
    payer: 'customer',
    grant: { rule: 1 },
  });
  expect(told({ remedy: 'repair', ground: 'defect' })).toMatchObject({
    condition: 'remedy',
    allowed: 'exchange, return',
    found: 'repair',
  });
  expect(told({ remedy: 'return', ground: 'goodwill' })).toMatchObject({ condition: 'ground', allowed: 'defect' });
  expect(judge([{ ...plain, when: { kinds: ['repair'] } }], claimed())).toMatchObject({ condition: 'case' });
  expect(told({})).toEqual({ kind: 'unclear', missing: ['remedy', 'ground'] });
});

test('what is not met refuses, whatever else is still to be said', () => {
  expect(verdict({ points: 50, perOrder: 2 }, { quantity: 3 })).toMatch(/^perOrder/);
  expect(verdict({ points: 50, packaging: 'resaleable' })).toBe('unclear: packaging, points');
});

test('who bears a difference is in the terms, and is asked for where it counts', () => {
  const owed = (rule: Partial<RemedyRule>, differenceMinor: number) => {
    const judgement = judge([{ ...plain, ...rule }], claimed({ ...GOODWILL, differenceMinor }));
    return judgement.kind === 'allowed' ? (judgement.grant.owedMinor ?? 0) : judgement;
  };
  const source: Partial<RemedyRule> = { surplus: 'customer', shortfall: 'kept' };
  expect([1200, 0, -1200].map((difference) => owed(source, difference))).toEqual([1200, 0, 0]);
  expect(owed({ shortfall: 'refunded' }, -1200)).toBe(-1200);
  expect(owed({ surplus: 'company' }, 1200)).toBe(0);
  expect(verdict(source)).toBe('unclear: differenceMinor');
  const money: Partial<RemedyRule> = { ...source, remedies: ['return'] };
  expect(verdict(money, { remedy: 'return' })).toBe('allowed');
  expect(owed({ ...source, remedies: ['exchange', 'return'] }, 1200)).toBe(1200);
  const given = claimed({ ...GOODWILL, remedy: 'return', differenceMinor: 1200 });
  expect(judge([{ ...plain, ...money }], given)).toEqual({ kind: 'allowed', payer: 'customer', grant: { rule: 0 } });
  expect(verdict({})).toBe('allowed');
});
