import { expect, test } from 'vitest';
import type { ItemValues } from '../../../../domain/case/items/item.ts';
import type { ItemDefinition } from '../../../../domain/policy/pinned.ts';
import { DAY_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { DESK, FACTS, repairAt } from '../../../support/repair.ts';

const CUSTOMER = { kind: 'customer' } as const;
const goods = {
  is: 'return',
  opens: [],
  blocks: [],
  owner: { kind: 'lead' },
  collects: 'us',
  rules: [
    {
      when: {},
      remedies: ['exchange'],
      grounds: ['goodwill'],
      points: 50,
      perOrder: 2,
      surplus: 'customer',
      shortfall: 'kept',
      freight: 'customer',
    },
    { when: {}, remedies: ['return', 'replace'], grounds: ['defect'], freight: 'company' },
    {
      when: {},
      remedies: ['return'],
      grounds: ['goodwill'],
      within: { days: 7, from: ['purchase-date'] },
      freight: 'customer',
    },
  ],
} as const satisfies ItemDefinition;
const policy = withItems({ goods, parcel: { ...goods, collects: 'customer' } });

const EXCHANGE: ItemValues = { remedy: 'exchange', ground: 'goodwill', points: 0, differenceMinor: 0 };
const DEFECT: ItemValues = { remedy: 'return', ground: 'defect', amountMinor: 39_900 };

const asked = (values: ItemValues, item = 'goods') =>
  repairAt('assign', { policy }).send('OpenItem', open(item, values), CUSTOMER);
const accepted = (values: ItemValues, item = 'goods') => advance(asked(values, item), item, 'accepted');
const received = (values: ItemValues) => advance(accepted(values), 'goods', 'received');
const inspected = (values: ItemValues, finding: 'passed' | 'failed' = 'passed') =>
  advance(received(values), 'goods', 'inspected', { finding });
const nextOf = (repair: ReturnType<typeof asked>) => repair.view().items?.[0]?.next;

test('goods are accepted on the terms of the policy, and the refusal names the condition', () => {
  const far = asked({ ...EXCHANGE, points: 51 }).try('AdvanceItem', step('goods', 'accepted'), DESK);
  expect(far).toMatchObject({
    code: 'remedy-not-allowed',
    params: { condition: 'points', found: '51', allowed: '50' },
  });
  const unsaid = asked({ remedy: 'exchange' }).try('AdvanceItem', step('goods', 'accepted'), DESK);
  expect(unsaid).toMatchObject({ code: 'remedy-unclear', params: { missing: 'ground' } });
  const repair = accepted({ ...EXCHANGE, differenceMinor: 1200 });
  expect(repair.open().items?.[0]?.grant).toEqual({ rule: 0, owedMinor: 1200 });
  expect(repair.of('ItemAdvanced').at(-1)).toMatchObject({ payer: 'customer', grant: { owedMinor: 1200 } });
});

test('what was left open when it was asked for may be said when it is accepted', () => {
  const repair = asked({ remedy: 'exchange', ground: 'goodwill' });
  advance(repair, 'goods', 'accepted', { points: 3, differenceMinor: 0 });
  expect(repair.open().items?.[0]?.claim).toEqual({ ...EXCHANGE, points: 3 });
});

test('time is counted to the day on which it was asked for, not to that of the answer', () => {
  const late = asked({ remedy: 'return', ground: 'goodwill', amountMinor: 100 });
  const recent = repairAt('assign', { policy, facts: { ...FACTS, 'purchase-date': { value: '2026-03-02' } } });
  recent.send('OpenItem', open('goods', { remedy: 'return', ground: 'goodwill', amountMinor: 100 }), CUSTOMER);
  recent.until(recent.nowMs + 20 * DAY_MS);
  advance(recent, 'goods', 'accepted');
  expectRefused(late.try('AdvanceItem', step('goods', 'accepted'), DESK), 'remedy-not-allowed', '/step');
});

test('pieces of one order that came back before count, but not those that were sent back', () => {
  const repair = accepted({ ...EXCHANGE, quantity: 2 });
  repair.send('OpenItem', open('goods', EXCHANGE), CUSTOMER);
  const third = repair.try('AdvanceItem', step('goods-2', 'accepted'), DESK);
  expect(third).toMatchObject({ code: 'remedy-not-allowed', params: { condition: 'perOrder', found: '3' } });
  advance(repair, 'goods-1', 'received');
  advance(repair, 'goods-1', 'sent-back');
  advance(repair, 'goods-2', 'accepted');
  expect(itemsOf(repair)).toEqual(['goods-1: sent-back', 'goods-2: accepted']);
});

test('a refund needs an amount', () => {
  const repair = asked({ remedy: 'return', ground: 'defect' });
  const unsaid = repair.try('AdvanceItem', step('goods', 'accepted'), DESK);
  expectRefused(unsaid, 'item-value-missing', '/values/amountMinor');
  advance(repair, 'goods', 'accepted', { amountMinor: 39_900 });
});

test('nothing is sent or paid out before the goods are inspected', () => {
  for (const [values, end] of [
    [EXCHANGE, 'dispatched'],
    [DEFECT, 'refunded'],
  ] as const) {
    for (const repair of [accepted(values), advance(accepted(values), 'goods', 'collected'), received(values)]) {
      expectRefused(repair.try('AdvanceItem', step('goods', end), DESK), 'wrong-step', '/step');
    }
    expect(itemsOf(advance(inspected(values), 'goods', end))).toEqual([`goods-1: ${end}`]);
  }
});

test('an owed difference is paid first, and nothing but that', () => {
  const repair = inspected({ ...EXCHANGE, differenceMinor: 1200 });
  expect(nextOf(repair)).toMatchObject({ what: 'goods.difference-paid', who: 'customer' });
  expect(repair.of('PauseBegan').map(({ cause }) => cause)).toEqual(['waiting-for-payment']);
  expectRefused(repair.try('AdvanceItem', step('goods', 'dispatched'), DESK), 'difference-unpaid', '/step');
  const wrong = repair.try('AdvanceItem', step('goods', 'difference-paid', { amountMinor: 1100 }), DESK);
  expectRefused(wrong, 'amount-not-owed', '/values/amountMinor');
  advance(repair, 'goods', 'difference-paid', { amountMinor: 1200 });
  advance(repair, 'goods', 'dispatched');
  const cheaper = inspected({ ...EXCHANGE, differenceMinor: -1200 });
  const unasked = cheaper.try('AdvanceItem', step('goods', 'difference-paid', { amountMinor: 1200 }), DESK);
  expectRefused(unasked, 'amount-not-owed', '/values/amountMinor');
  advance(cheaper, 'goods', 'dispatched');
});

test('goods that failed the inspection can only be sent back', () => {
  for (const [values, end] of [
    [EXCHANGE, 'dispatched'],
    [DEFECT, 'refunded'],
  ] as const) {
    const repair = inspected(values, 'failed');
    expect(nextOf(repair)).toMatchObject({ what: 'goods.sent-back', who: 'owner' });
    expectRefused(repair.try('AdvanceItem', step('goods', end), DESK), 'inspection-failed', '/step');
    advance(repair, 'goods', 'sent-back');
    expect(nextOf(repair)).toBeNull();
  }
  const owing = inspected({ ...EXCHANGE, differenceMinor: 1200 }, 'failed');
  const paid = owing.try('AdvanceItem', step('goods', 'difference-paid', { amountMinor: 1200 }), DESK);
  expectRefused(paid, 'inspection-failed', '/step');
});

test('money ends a return, goods end everything else', () => {
  expectRefused(inspected(DEFECT).try('AdvanceItem', step('goods', 'dispatched'), DESK), 'other-remedy', '/step');
  expectRefused(inspected(EXCHANGE).try('AdvanceItem', step('goods', 'refunded'), DESK), 'other-remedy', '/step');
});

test('once goods are under way no case closes before they are somewhere again', () => {
  const closing = { outcome: 'withdrawn', noteId: null } as const;
  expect(accepted(EXCHANGE).try('CloseCase', closing, DESK)).toBeNull();
  const collected = advance(accepted(EXCHANGE), 'goods', 'collected');
  for (const repair of [collected, received(EXCHANGE), inspected(EXCHANGE)]) {
    expectRefused(repair.try('CloseCase', closing, DESK), 'gate-closed');
  }
  expectRefused(collected.try('AdvanceItem', step('goods', 'dropped'), DESK), 'wrong-step', '/step');
});

test('a claim may be refused or withdrawn, and staff do the rest', () => {
  expect(itemsOf(advance(asked(EXCHANGE), 'goods', 'refused'))).toEqual(['goods-1: refused']);
  expect(itemsOf(advance(accepted(EXCHANGE), 'goods', 'dropped', {}, CUSTOMER))).toEqual(['goods-1: dropped']);
  expectRefused(asked(EXCHANGE).try('AdvanceItem', step('goods', 'accepted'), CUSTOMER), 'not-your-step', '/by');
});

test('people see what is wanted, what is to be paid for it and what the inspection found', () => {
  const [seen] = inspected({ ...EXCHANGE, differenceMinor: 1200 }).view().items ?? [];
  expect(seen).toMatchObject({
    remedy: 'exchange',
    ground: 'goodwill',
    owedMinor: 1200,
    finding: 'passed',
    payer: 'customer',
  });
});

test('who brings the goods owes the next step', () => {
  expect(nextOf(accepted(EXCHANGE))).toMatchObject({ what: 'goods.collected', who: 'owner' });
  expect(nextOf(accepted(EXCHANGE, 'parcel'))).toMatchObject({ what: 'parcel.received', who: 'customer' });
  expect(nextOf(received(EXCHANGE))).toMatchObject({ what: 'goods.inspected' });
  expect(nextOf(inspected(DEFECT))).toMatchObject({ what: 'goods.refunded' });
});
