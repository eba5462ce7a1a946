import type { MoneyReceipt } from '../../database/money-receipts.ts';
import { receiptNumber } from '../../domain/case/receipts.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { RECEIPT_WORDS } from '../../domain/policy/receipt-words.ts';
import { minorDigits } from '../../domain/policy/units.ts';
import type { ChargeLine } from '../../domain/pricing/charge-lines.ts';
import { oneLine } from '../notify/plain-text.ts';

/** What stands on a receipt, in one language. */
export interface ReceiptContent {
  readonly title: string;
  readonly number: string;
  readonly organisation: string;
  readonly hotline: string;
  /** Label and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly head: readonly [string, string, string, string];
  readonly rows: readonly (readonly [string, string, string, string])[];
  readonly total: readonly [string, string];
  /** When the money came: the paper is as old as that, whenever it is printed. */
  readonly receivedAtMs: number;
}

/** A receipt as its customer reads it. Names of parts are the policy's words, or their codes on the price list. */
export function receiptContent(
  document: PolicyDocument,
  locale: string,
  customerName: string,
  { caseId, number, money, lines, receivedAtMs }: MoneyReceipt & { readonly number: number },
): ReceiptContent {
  const words = document.words[locale] ?? {};
  const label = (id: (typeof RECEIPT_WORDS)[number]): string => words[id] ?? id;
  const { name = '', hotline = '' } = document.organisation[locale] ?? {};
  const amount = amountsIn(locale, money.currency);
  const day = new Intl.DateTimeFormat(locale, { timeZone: document.zone, dateStyle: 'long' });
  const nameOf = ({ what, code }: ChargeLine) =>
    what === 'travel' ? label('receipt-travel') : (words[code ?? ''] ?? code ?? '');
  const rows = lines.map((line) => {
    const { quantity, eachMinor } = line;
    return [nameOf(line), String(quantity), amount(eachMinor), amount(quantity * eachMinor)] as const;
  });
  const total = amount(money.amountMinor);
  const prefix = document.pinned.receipts?.prefix ?? '';
  return {
    title: label('receipt'),
    number: `${label('receipt-number')} ${receiptNumber(prefix, number)}`,
    organisation: oneLine(name),
    hotline,
    facts: [
      [label('receipt-customer'), customerName === '' ? '–' : customerName],
      [label('receipt-date'), day.format(receivedAtMs)],
      [label('receipt-case'), caseId],
    ],
    head: [label('receipt-item'), label('receipt-quantity'), label('receipt-price'), label('receipt-amount')],
    rows: rows.length > 0 ? rows : [[label('receipt-service'), '1', total, total]],
    total: [label('receipt-total'), total],
    receivedAtMs,
  };
}

/** With the currency's name in full, for a sign means another one abroad. */
function amountsIn(locale: string, currency: string): (amountMinor: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
  // Its blanks are wider than a face may have.
  return (amountMinor) => format.format(amountMinor / 10 ** minorDigits(currency)).replace(/[\u00a0\u202f]/g, ' ');
}
