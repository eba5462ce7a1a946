import type { PinnedPolicy } from '../policy/pinned.ts';
import type { ReceiptRules } from '../policy/pinned-receipts.ts';
import type { ChargeLine } from '../pricing/charge-lines.ts';
import type { EngineCommand } from './commands.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import type { Item } from './items/item.ts';
import { accept, type Ruling } from './ruling.ts';
import type { CaseState, DueReceipt } from './state.ts';

/** Money that an event is the receipt of; none where the policy gives no receipts. */
export function moneyConsequences(
  before: CaseState | null,
  event: CaseEvent,
  { receipts, currency }: PinnedPolicy,
): readonly CaseFact[] {
  if (receipts === undefined || before === null) return [];
  const paid = paidBy(before, event, receipts);
  if (paid === null || paid.amountMinor === 0) return [];
  const { receiptId, amountMinor } = paid;
  const lines = [paid.lines, before.bill ?? []].find((all) => sum(all) === amountMinor) ?? [];
  return [{ type: 'MoneyReceived', receiptId, money: { amountMinor, currency }, lines }];
}

interface Paid {
  readonly receiptId: string;
  readonly amountMinor: number;
  readonly lines: readonly ChargeLine[];
}

function paidBy(before: CaseState, event: CaseEvent, { on }: ReceiptRules): Paid | null {
  switch (event.type) {
    case 'ItemAdvanced': {
      if (!on.includes(`${event.name}.${event.step}`)) return null;
      const { lines = [] } = before.items?.find(({ id }) => id === event.itemId) ?? {};
      return { receiptId: event.itemId, amountMinor: event.values.amountMinor ?? 0, lines };
    }
    case 'ReportSigned': {
      // Where something was quoted, the money comes with the quotation.
      if (!on.includes('report-signed') || before.items?.some(isQuoted)) return null;
      const { bill: lines = [] } = before;
      return { receiptId: `report-${before.round}`, amountMinor: sum(lines), lines };
    }
    default:
      return null;
  }
}

function isQuoted({ is, step }: Item): boolean {
  return is === 'quotation' && step !== 'dropped';
}

function sum(lines: readonly ChargeLine[]): number {
  return lines.reduce((total, { quantity, eachMinor }) => total + quantity * eachMinor, 0);
}

/** A number may be told twice, when nobody knew whether it was told at all: it counts once. */
export function recordReceipt(
  { dueReceipts = [] }: CaseState,
  { receiptId, number }: Extract<EngineCommand, { type: 'RecordReceipt' }>,
): Ruling {
  const due = dueReceipts.find((one) => one.receiptId === receiptId);
  return due === undefined ? accept() : accept({ type: 'ReceiptIssued', receiptId, number, money: due.money });
}

/** A case after money came, or its receipt was numbered. */
export function evolveMoney(
  { bill, dueReceipts = [], ...state }: CaseState,
  event: Extract<CaseEvent, { type: 'MoneyReceived' | 'ReceiptIssued' }>,
): CaseState {
  const { receiptId, money } = event;
  if (event.type === 'MoneyReceived') return { ...state, dueReceipts: [...dueReceipts, { receiptId, money }] };
  const left: readonly DueReceipt[] = dueReceipts.filter((one) => one.receiptId !== receiptId);
  return { ...state, ...(bill === undefined ? {} : { bill }), ...(left.length === 0 ? {} : { dueReceipts: left }) };
}

/** `R-000042`: what a receipt is called by people. */
export function receiptNumber(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(6, '0')}`;
}
