import { afterAll, beforeAll, expect, test } from 'vitest';
import { findReceipt, issueReceipt, type MoneyReceipt } from '../../database/money-receipts.ts';
import { freshDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const receipt = (over: Partial<MoneyReceipt> = {}): MoneyReceipt => ({
  organisationId: 'qingli',
  caseId: 'C-1',
  receiptId: 'quotation-1',
  money: { amountMinor: 19_600, currency: 'CNY' },
  lines: [{ what: 'part', code: 'battery', quantity: 2, eachMinor: 9_800 }],
  receivedAtMs: Date.UTC(2026, 2, 16, 1),
  ...over,
});

test('receipts of an organisation are numbered without a gap, however many are written at once', async () => {
  const { pool } = database;
  const cases = Array.from({ length: 20 }, (_, i) => receipt({ caseId: `C-${i}` }));
  const numbers = await Promise.all(cases.map((one) => issueReceipt(pool, one)));
  expect([...numbers].sort((a, b) => a - b)).toEqual(cases.map((_, i) => i + 1));
  expect(await issueReceipt(pool, receipt({ organisationId: 'other' }))).toBe(1);
});

test('the same receipt again has the number and the contents that it has', async () => {
  const { pool } = database;
  const first = await issueReceipt(pool, receipt({ caseId: 'C-again' }));
  const changed = receipt({ caseId: 'C-again', money: { amountMinor: 1, currency: 'SEK' } });
  expect(await issueReceipt(pool, changed)).toBe(first);
  expect(await findReceipt(pool, 'qingli', 'C-again', 'quotation-1')).toEqual({
    ...receipt({ caseId: 'C-again' }),
    number: first,
  });
  expect(await findReceipt(pool, 'qingli', 'C-again', 'quotation-2')).toBeNull();
});
