import type { CivilDate } from '../shared/civil-date.ts';
import type { Money } from '../shared/money.ts';

/** What systems outside report, by the type of the CloudEvent. */
export const INWARD_TYPES = ['order.delivered', 'payment.received', 'parcel.received', 'unit.installed'] as const;
export type InwardType = (typeof INWARD_TYPES)[number];

/** A report from outside, without what it is about: that was looked up. Nothing personal. */
export interface InwardEvent {
  readonly type: InwardType;
  /** When it happened. */
  readonly atMs: number;
  /** The same as a day of the policy's zone, or as the sender names it. */
  readonly on: CivilDate;
  /** The line of the case that it is about, by id or name, where the sender knows it. */
  readonly item: string | null;
  /** Null but for a payment. */
  readonly money: Money | null;
}

/** Why an event changed nothing. */
export const REASONS = {
  'no-case': 'No open case is about this, and the policy opens none for it.',
  'nothing-waits': 'The case waits for nothing of this kind.',
  'amount-differs': 'The case waits for another amount. Somebody must look.',
  overtaken: 'A later event of this kind has been here before it.',
} as const satisfies Record<string, string>;
export type Reason = keyof typeof REASONS;
