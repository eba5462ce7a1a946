import { expect, test } from 'vitest';
import { decideEngine } from '../../../domain/case/decide.ts';
import type { Facts } from '../../../domain/case/facts.ts';
import type { PinnedPolicy } from '../../../domain/policy/pinned.ts';
import type { QuotationDefinition } from '../../../domain/policy/pinned-items.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { advance, open, withItems } from '../../support/items.ts';
import { withRules } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, FACTS, file, repairAt } from '../../support/repair.ts';

const quotation: QuotationDefinition = {
  is: 'quotation',
  opens: [],
  blocks: [],
  owner: { kind: 'lead' },
  answer: 'consent',
  payment: 'before',
  valid: null,
};
const prices: PinnedPolicy['prices'] = {
  ...DEVICE_MAKER.pinned.prices,
  charged: ['parts'],
  parts: { battery: 9_800, display: 31_000 },
};
const EXPIRED: Facts = { ...FACTS, 'purchase-date': { value: '2020-01-01' } };
const receipts: PinnedPolicy['receipts'] = { on: ['report-signed', 'quotation.paid'], prefix: 'QL' };
const policyWith = (rules: Partial<QuotationDefinition> = {}, given: Partial<PinnedPolicy> = { receipts }) =>
  withRules(withItems({ quotation: { ...quotation, ...rules } }), { prices, ...given });
const batteries = (quantity: number) => [{ code: 'battery', quantity }];
const line = (quantity: number) => ({ what: 'part', code: 'battery', quantity, eachMinor: 9_800 });

function quoted(repair: CoreCase, ...steps: string[]): CoreCase {
  repair.send('OpenItem', open('quotation'), DESK);
  const { id } = repair.open().items!.at(-1)!;
  for (const step of steps) advance(repair, id, step, step === 'sent' ? { parts: batteries(2) } : {});
  return repair;
}
const reporting = (policy = policyWith(), facts = EXPIRED) => repairAt('report', { policy, facts });
const sign = (repair: CoreCase) => repair.send('SignReport', { opinion: 'satisfied', noteId: null });

test('money that comes for a quotation has a receipt, line by line, and a number behind the last', () => {
  const repair = quoted(reporting(), 'sent', 'accepted');
  expect(repair.of('MoneyReceived')).toEqual([]);
  advance(repair, 'quotation', 'paid');
  const money = { amountMinor: 19_600, currency: 'CNY' };
  expect(repair.of('MoneyReceived')).toMatchObject([{ receiptId: 'quotation-1', money, lines: [line(2)] }]);
  expect(repair.of('ReceiptIssued')).toMatchObject([{ receiptId: 'quotation-1', number: 1, money }]);
  expect(repair.open().dueReceipts).toBeUndefined();
});

test('the money is as old as it is told to be', () => {
  const repair = quoted(reporting(), 'sent', 'accepted').until(at('03-12 10:00'));
  const body = { item: 'quotation', step: 'paid', values: {}, noteId: null };
  repair.try('AdvanceItem', body, DESK, { effectiveAtMs: at('03-12 09:00') });
  expect(repair.of('MoneyReceived')).toMatchObject([{ atMs: at('03-12 09:00') }]);
});

test('paid afterwards, the receipt has the lines of what was charged', () => {
  const repair = quoted(reporting(policyWith({ payment: 'after' })), 'sent', 'accepted');
  file(repair, { parts: batteries(1) });
  sign(advance(repair, 'quotation', 'paid'));
  expect(repair.of('MoneyReceived')).toMatchObject([{ money: { amountMinor: 9_800 }, lines: [line(1)] }]);
});

test('lines that do not come to the amount are left out', () => {
  const repair = quoted(reporting(policyWith({ payment: 'after' })), 'sent', 'accepted');
  file(repair, { parts: batteries(1), result: 'second-visit' });
  quoted(repair, 'sent', 'accepted');
  // Of the second quotation nothing is charged yet.
  advance(repair, 'quotation-1', 'paid');
  expect(repair.of('MoneyReceived').at(-1)).toMatchObject({ money: { amountMinor: 9_800 }, lines: [line(1)] });
  advance(repair, 'quotation-2', 'paid');
  expect(repair.of('MoneyReceived')).toHaveLength(1);
});

test('without a quotation the signature under a report is the money’s, once a round', () => {
  const repair = reporting();
  file(repair, { parts: batteries(3) });
  expect(repair.of('MoneyReceived')).toEqual([]);
  sign(repair);
  expect(repair.of('MoneyReceived')).toMatchObject([
    { receiptId: 'report-1', money: { amountMinor: 29_400 }, lines: [line(3)] },
  ]);
  expect(repair.open().bill).toBeUndefined();
});

test('with a quotation the money comes with that, unless it was dropped', () => {
  const repair = quoted(reporting(), 'sent', 'accepted');
  sign(file(repair, { parts: batteries(1) }));
  expect(repair.of('MoneyReceived')).toEqual([]);
  const dropped = quoted(reporting(), 'dropped');
  sign(file(dropped, { parts: batteries(1) }));
  expect(dropped.of('MoneyReceived')).toHaveLength(1);
});

test('nothing paid is no receipt; nor is anything where the policy gives none, and nothing is kept for it', () => {
  const free = reporting(policyWith(), FACTS);
  sign(file(free, { parts: batteries(1) }));
  expect(free.of('MoneyReceived')).toEqual([]);
  const { receipts: _, ...pinned } = policyWith().pinned;
  const none = quoted(reporting({ ...DEVICE_MAKER, pinned }), 'sent', 'accepted', 'paid');
  expect(none.types()).not.toContain('MoneyReceived');
  expect(none.of('ItemAdvanced')[0]?.values).not.toHaveProperty('lines');
  expect(file(none).of('ReportFiled')[0]).not.toHaveProperty('lines');
  const other = policyWith({}, { receipts: { on: ['report-signed'], prefix: 'QL' } });
  expect(quoted(reporting(other), 'sent', 'accepted', 'paid').of('MoneyReceived')).toEqual([]);
});

test('a number that is told twice counts once', () => {
  const repair = quoted(reporting(), 'sent', 'accepted', 'paid');
  const again = decideEngine(
    repair.open(),
    { type: 'RecordReceipt', receiptId: 'quotation-1', number: 1 },
    repair.context(),
  );
  expect(again.events).toEqual([]);
});
