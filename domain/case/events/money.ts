import type { ChargeLine } from '../../pricing/charge-lines.ts';
import type { Money } from '../../shared/money.ts';

/** What became of money in a case. */
export type MoneyFact =
  | {
      readonly type: 'MoneyReceived';
      /** What it was for, and which receipt it gets: `quotation-1`, `report-2`. */
      readonly receiptId: string;
      readonly money: Money;
      /** Empty where it is not known line by line. */
      readonly lines: readonly ChargeLine[];
    }
  /** The receipt has its place in the organisation's row. */
  | { readonly type: 'ReceiptIssued'; readonly receiptId: string; readonly number: number; readonly money: Money };
