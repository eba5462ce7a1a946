/** An amount in minor units of its currency (fen, cents). */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}
