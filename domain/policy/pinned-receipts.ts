import type { ItemOccasion } from './item-words.ts';

/** When money counts as received, and how its receipts are numbered (S1b: always one; S4: proof of payment). */
export interface ReceiptRules {
  /** A quotation that is `paid`, or the signature under a report that costs something. */
  readonly on: readonly ('report-signed' | ItemOccasion)[];
  /** What stands before the number. */
  readonly prefix: string;
}
