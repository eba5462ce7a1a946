import { expect, test } from 'vitest';
import type { ItemValues } from '../../../domain/case/items/item.ts';
import type { ItemDefinition } from '../../../domain/policy/pinned.ts';
import { exercisedBy, rulesOf } from '../../../domain/rehearsal/coverage.ts';
import { advance, open, step, withItems } from '../../support/items.ts';
import { DESK, repairAt } from '../../support/repair.ts';

const goods: ItemDefinition = {
  is: 'return',
  opens: [],
  blocks: [],
  owner: { kind: 'lead' },
  collects: 'us',
  rules: [
    { when: {}, remedies: ['return'], grounds: ['defect'], freight: 'company' },
    {
      when: {},
      remedies: ['exchange'],
      grounds: ['goodwill'],
      within: { days: 60, from: ['purchase-date'] },
      points: 50,
      surplus: 'customer',
      shortfall: 'kept',
      freight: 'customer',
    },
  ],
};
const policy = withItems({ goods });
const EXCHANGE: ItemValues = { remedy: 'exchange', ground: 'goodwill', points: 0, differenceMinor: 0 };

function shown(values: ItemValues, boughtOn = '2026-03-01'): string[] {
  const repair = repairAt('assign', { policy });
  repair.send('ProvideFacts', { facts: { 'purchase-date': { value: boughtOn } } }, DESK);
  repair.send('OpenItem', open('goods'), DESK);
  const refused = repair.try('AdvanceItem', step('goods', 'accepted', values), DESK);
  const ids = exercisedBy(policy.pinned, { events: repair.events, refusals: [refused] });
  return [...ids].filter((id) => id.startsWith('items/goods/rules'));
}

test('every rule, every condition of one and every difference is to be shown', () => {
  const ids = rulesOf(policy.pinned).map(({ id }) => id);
  const conditions = ['withinDays', 'points', 'surplus', 'shortfall'].map((key) => `items/goods/rules/1/${key}`);
  expect(ids.filter((id) => id.startsWith('items/goods/rules'))).toEqual([
    ...['items/goods/rules/0', 'items/goods/rules/1'],
    ...conditions,
  ]);
});

test('goods that are accepted show their rule, and a difference who bears it', () => {
  expect(shown({ remedy: 'return', ground: 'defect', amountMinor: 100 })).toEqual(['items/goods/rules/0']);
  expect(shown(EXCHANGE)).toEqual(['items/goods/rules/1']);
  expect(shown({ ...EXCHANGE, differenceMinor: 100 })).toContain('items/goods/rules/1/surplus');
  expect(shown({ ...EXCHANGE, differenceMinor: -100 })).toContain('items/goods/rules/1/shortfall');
});

test('goods that are not show the condition that is not met, and nothing where no rule fits', () => {
  expect(shown({ ...EXCHANGE, points: 51 })).toEqual(['items/goods/rules/1/points']);
  expect(shown(EXCHANGE, '2025-12-01')).toEqual(['items/goods/rules/1/withinDays']);
  expect(shown({ remedy: 'repair', ground: 'defect' })).toEqual([]);
});

test('what was done with the goods afterwards shows no rule again', () => {
  const repair = repairAt('assign', { policy }).send('OpenItem', open('goods', EXCHANGE), DESK);
  const before = repair.events.length;
  repair.send('ProvideFacts', { facts: { 'purchase-date': { value: '2026-03-01' } } }, DESK);
  advance(repair, 'goods', 'accepted');
  const accepted = repair.events.length;
  advance(repair, 'goods', 'received');
  const ids = (until: number) => exercisedBy(policy.pinned, { events: repair.events.slice(0, until), refusals: [] });
  expect(ids(before).has('items/goods/rules/1')).toBe(false);
  expect([...ids(repair.events.length)].sort()).toEqual([...ids(accepted)].sort());
});
