import { expect, test } from 'vitest';
import type { ItemDefinition } from '../../../../domain/policy/pinned.ts';
import { HOUR_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { DESK, repairAt } from '../../../support/repair.ts';

const CUSTOMER = { kind: 'customer' } as const;
const loaner: ItemDefinition = { is: 'loaner', opens: [], blocks: [], owner: { kind: 'lead' }, classes: null };
const classes = [
  { when: { products: ['LK-500'] }, class: 'thermal' },
  { when: { products: ['LK-*'] }, class: 'borescope' },
];
const policy = withItems(
  { spare: { ...loaner, opens: [{ on: 'in-time.breached', when: {} }] }, alike: { ...loaner, classes } },
  [{ id: 'in-time', from: 'handed-off', until: 'solved', within: [{ when: {}, withinMs: 2 * HOUR_MS }] }],
);
const lent = () => {
  const repair = repairAt('assign', { policy }).send('OpenItem', open('spare'), DESK);
  return advance(repair, 'spare', 'lent');
};

test('it opens when the limit is broken, and waits for whoever lends it', () => {
  const repair = repairAt('assign', { policy });
  expect(itemsOf(repair)).toEqual([]);
  repair.until(repair.nowMs + 3 * HOUR_MS);
  expect(itemsOf(repair)).toEqual(['spare-1: opened']);
  expect(repair.view().items?.[0]?.next).toMatchObject({ what: 'spare.lent', personId: 'lead-south' });
});

test('once it is lent the case does not close before it is back, whatever the policy blocks', () => {
  const repair = lent();
  expect(repair.view().items?.[0]?.next).toMatchObject({ what: 'spare.returned', who: 'owner' });
  for (const outcome of ['answered', 'withdrawn', 'duplicate'] as const) {
    expectRefused(repair.try('CloseCase', { outcome, noteId: null }, DESK), 'gate-closed');
  }
  expectRefused(repair.try('AdvanceItem', step('spare', 'dropped'), DESK), 'wrong-step', '/step');
  advance(repair, 'spare', 'returned');
  expect(repair.try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK)).toBeNull();
});

test('one that will never come back lets the case close, too', () => {
  const repair = advance(lent(), 'spare', 'lost');
  expect(repair.try('CloseCase', { outcome: 'answered', noteId: null }, DESK)).toBeNull();
});

test('one that was not lent yet holds nobody up', () => {
  const repair = repairAt('assign', { policy }).send('OpenItem', open('spare'), DESK);
  repair.send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
  expect(itemsOf(repair)).toEqual(['spare-1: dropped']);
});

test('where the class counts, only a unit of the class of the customer’s own is lent', () => {
  const repair = repairAt('assign', { policy }).send('OpenItem', open('alike'), DESK);
  expectRefused(repair.try('AdvanceItem', step('alike', 'lent'), DESK), 'item-value-missing', '/values/model');
  const other = repair.try('AdvanceItem', step('alike', 'lent', { model: 'LK-500' }), DESK);
  expectRefused(other, 'other-class', '/values/model');
  const stranger = repair.try('AdvanceItem', step('alike', 'lent', { model: 'XX-1' }), DESK);
  expectRefused(stranger, 'other-class', '/values/model');
  advance(repair, 'alike', 'lent', { model: 'LK-200' });
  expect(repair.open().items?.[0]).toMatchObject({ step: 'lent', model: 'LK-200' });
});

test('a product without a class can’t be stood in for', () => {
  const unclassed = withItems({ alike: { ...loaner, classes: [{ when: { products: ['ZZ-*'] }, class: 'other' }] } });
  const repair = repairAt('assign', { policy: unclassed }).send('OpenItem', open('alike'), DESK);
  const lending = repair.try('AdvanceItem', step('alike', 'lent', { model: 'ZZ-1' }), DESK);
  expectRefused(lending, 'class-unknown', '/item');
});

test('staff lend it and take it back', () => {
  expectRefused(lent().try('AdvanceItem', step('spare', 'returned'), CUSTOMER), 'not-your-step', '/by');
});
