import { minorDigits } from '../policy/units.ts';

/** An amount as a refusal names it: `180.00 CNY`. */
export function amountText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  return `${(amountMinor / 10 ** digits).toFixed(digits)} ${currency}`;
}
