import { expect, test } from 'vitest';
import { findPerson } from '../../../../domain/policy/people.ts';
import type { ItemDefinition } from '../../../../domain/policy/pinned.ts';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { DESK, DEVICE_MAKER, LEAD, repairAt } from '../../../support/repair.ts';

const leave: ItemDefinition = {
  is: 'approval',
  opens: [],
  blocks: ['goods.done'],
  bands: [
    { upToMinor: 5_000, by: null },
    { upToMinor: 50_000, by: 'lead' },
    { upToMinor: null, by: 'general-manager' },
  ],
};
const policy = withItems({ leave, goods: task() });
const MANAGER = { kind: 'staff', personId: 'manager-1' } as const;
const asked = (amountMinor?: number) =>
  repairAt('hand-off', { policy }).send(
    'OpenItem',
    open('leave', amountMinor === undefined ? {} : { amountMinor }),
    DESK,
  );

test('the people of these tests hold the roles of these bands', () => {
  expect(findPerson(DEVICE_MAKER.pinned, 'lead-south')?.roles).toContain('lead');
  expect(findPerson(DEVICE_MAKER.pinned, 'manager-1')?.roles).toContain('general-manager');
});

test('up to the amount that needs nobody it grants itself in the same moment', () => {
  expect(itemsOf(asked(5_000))).toEqual(['leave-1: granted']);
  expect(itemsOf(asked(5_001))).toEqual(['leave-1: opened']);
});

test('who holds the role of the amount’s band is asked; without an amount the last one is', () => {
  expect(asked(50_000).view().items?.[0]?.next).toMatchObject({ what: 'leave.granted', personId: 'lead-south' });
  expect(asked(50_001).view().items?.[0]?.next).toMatchObject({ personId: 'manager-1' });
  expect(asked().view().items?.[0]?.next).toMatchObject({ personId: 'manager-1' });
});

test('whoever decides more may decide less, and not the other way round', () => {
  expectRefused(asked(50_001).try('AdvanceItem', step('leave', 'granted'), LEAD), 'above-authority', '/by');
  expectRefused(asked(50_001).try('AdvanceItem', step('leave', 'refused'), LEAD), 'above-authority', '/by');
  expectRefused(asked(5_001).try('AdvanceItem', step('leave', 'granted'), DESK), 'not-your-step', '/by');
  const erp = { kind: 'back-office', system: 'erp' } as const;
  expectRefused(asked(5_001).try('AdvanceItem', step('leave', 'granted'), erp), 'not-your-step', '/by');
  expect(asked(5_001).try('AdvanceItem', step('leave', 'granted'), LEAD)).toBeNull();
  expect(asked(5_001).try('AdvanceItem', step('leave', 'granted'), MANAGER)).toBeNull();
});

test('passed up it waits for the next band, above which is nobody', () => {
  const repair = advance(asked(5_001), 'leave', 'passed-up', {}, LEAD);
  expect(repair.view().items?.[0]).toMatchObject({ step: 'passed-up', ownerId: 'manager-1' });
  expectRefused(repair.try('AdvanceItem', step('leave', 'passed-up'), MANAGER), 'nobody-above', '/step');
  expect(repair.try('AdvanceItem', step('leave', 'granted'), MANAGER)).toBeNull();
});

test('what it blocks waits for leave, and a refusal or a dropped question gives none', () => {
  for (const end of ['refused', 'dropped']) {
    const repair = asked(5_001).send('OpenItem', open('goods'), DESK);
    const done = () => repair.try('AdvanceItem', step('goods', 'done'), DESK);
    const blocked = done();
    expectRefused(blocked, 'item-blocked', '/step');
    expect(blocked?.params).toEqual({ step: 'goods.done', blockers: 'leave-1' });
    advance(repair, 'leave', end, {}, LEAD);
    expectRefused(done(), 'item-blocked', '/step');
    repair.send('OpenItem', open('leave', { amountMinor: 40_000 }), DESK);
    expectRefused(done(), 'item-blocked', '/step');
    advance(repair, 'leave', 'granted', {}, LEAD);
    expect(done()).toBeNull();
  }
});

test('what a task came to is what leave is asked for, when it opens on the task', () => {
  const order = task({ opens: [{ on: 'opened', when: {} }] });
  const check: ItemDefinition = {
    is: 'approval',
    opens: [{ on: 'order.done', when: {} }],
    blocks: [],
    bands: [
      { upToMinor: 50_000, by: 'lead' },
      { upToMinor: null, by: 'general-manager' },
    ],
  };
  const repair = repairAt('assign', { policy: withItems({ order, check }) });
  advance(repair, 'order', 'done', { amountMinor: 60_000 });
  expect(repair.view().items?.at(-1)).toMatchObject({ id: 'check-1', ownerId: 'manager-1' });
});
