/** What a receipt calls its parts; a policy with receipts has a word for each in every language. */
export const RECEIPT_WORDS = [
  'receipt',
  'receipt-number',
  'receipt-date',
  'receipt-customer',
  'receipt-case',
  'receipt-item',
  'receipt-quantity',
  'receipt-price',
  'receipt-amount',
  'receipt-total',
  'receipt-service',
  'receipt-travel',
] as const;
