import { expect, test } from 'vitest';
import { type ReceiptContent, receiptContent } from '../../../activities/receipt/content.ts';
import { printReceipt } from '../../../activities/receipt/paper.ts';
import type { MoneyReceipt } from '../../../database/money-receipts.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { withRules } from '../../support/policy-variants.ts';
import { DEVICE_MAKER } from '../../support/repair.ts';

const words = { ...DEVICE_MAKER.words['zh-CN'], receipt: '收据', 'receipt-travel': '上门费', battery: '电池' };
const policy: PolicyDocument = withRules(
  { ...DEVICE_MAKER, words: { ...DEVICE_MAKER.words, 'zh-CN': words } },
  { receipts: { on: ['report-signed'], prefix: 'QL' } },
);
const receipt: MoneyReceipt & { readonly number: number } = {
  organisationId: 'qingli',
  caseId: 'C-7K2M9QX4TD',
  receiptId: 'report-1',
  number: 42,
  money: { amountMinor: 31_600, currency: 'CNY' },
  lines: [
    { what: 'part', code: 'battery', quantity: 2, eachMinor: 9_800 },
    { what: 'travel', code: null, quantity: 1, eachMinor: 12_000 },
  ],
  // Half past midnight of the 17th, where the company is.
  receivedAtMs: Date.UTC(2026, 2, 16, 16, 30),
};
const content = (over: Partial<typeof receipt> = {}): ReceiptContent =>
  receiptContent(policy, 'zh-CN', '陈默', { ...receipt, ...over });

test('a receipt says who paid how much for what, and when it was in the company’s zone', () => {
  const { title, number, facts, rows, total } = content();
  expect([title, number]).toEqual(['收据', expect.stringContaining('QL-000042')]);
  expect(facts.map(([, value]) => value)).toEqual(['陈默', '2026年3月17日', 'C-7K2M9QX4TD']);
  expect(rows).toEqual([
    ['电池', '2', 'CNY 98.00', 'CNY 196.00'],
    ['上门费', '1', 'CNY 120.00', 'CNY 120.00'],
  ]);
  expect(total[1]).toBe('CNY 316.00');
});

test('where it is not known what for, it says the amount; money without small units has none', () => {
  expect(content({ lines: [] }).rows).toMatchObject([[expect.any(String), '1', 'CNY 316.00', 'CNY 316.00']]);
  expect(content({ money: { amountMinor: 1_500, currency: 'JPY' } }).total[1]).toBe('JPY 1,500');
});

test('printed again it has the same bytes, with the face of Chinese in it, and another receipt has others', async () => {
  const [first, again, other] = await Promise.all([
    printReceipt(content()),
    printReceipt(content()),
    printReceipt(content({ number: 43 })),
  ]);
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  expect(first.toString('latin1')).toContain('NotoSansHans-Regular');
  expect(again.equals(first)).toBe(true);
  expect(other.equals(first)).toBe(false);
});

test('more than a page holds goes on the next', async () => {
  const many = { ...content(), rows: Array.from({ length: 60 }, () => content().rows[0]!) };
  expect(pagesOf(await printReceipt(content()))).toBe(1);
  expect(pagesOf(await printReceipt(many))).toBe(3);
});

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;
}
