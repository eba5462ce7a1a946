/** The closed sets that decide who pays. */

/** What the desk saw of the damage at classification; decides the warranty exclusion (S4, S1i; S1b for storage and installation). */
export const DAMAGES = [
  'none',
  'user-damage',
  'unauthorised-opening',
  'transport',
  'force-majeure',
  'storage',
  'third-party-parts',
  'wrong-installation',
] as const;
export type Damage = (typeof DAMAGES)[number];

/** What a visit or a workshop finds the fault to come from. */
export const FAULT_CAUSES = ['supplier-part', 'workmanship', 'wear', 'user-damage', 'no-fault-found', 'other'] as const;
export type FaultCause = (typeof FAULT_CAUSES)[number];

/** Days a warranty may start at: S4, S1f, S1i, S1q, S1h, and S1d's for lost papers. */
export const WARRANTY_ANCHORS = [
  'purchase-date',
  'order-date',
  'delivery-date',
  'installation-date',
  'acceptance-date',
  'completion-date',
] as const;
export type WarrantyAnchor = (typeof WARRANTY_ANCHORS)[number];

/** Papers that prove a purchase or a claim (S1f, S1i, S1d, S1q). */
export const PROOFS = ['receipt', 'invoice', 'order', 'warranty-card', 'certificate', 'medical-report'] as const;
export type Proof = (typeof PROOFS)[number];

/** How a warranty stands. */
export const STANDINGS = ['in-warranty', 'expired', 'excluded', 'unknown'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What is done without a free repair: a priced quotation, or no service at all (S4 quotes, S1i refuses). */
export const LOST_WARRANTY = ['quote', 'refuse'] as const;
export type LostWarranty = (typeof LOST_WARRANTY)[number];

/** What a cause does: nothing to the warranty, or the same as losing it. */
export const CAUSE_OUTCOMES = ['free', ...LOST_WARRANTY] as const;
export type CauseOutcome = (typeof CAUSE_OUTCOMES)[number];

export const CHARGE_ITEMS = ['parts', 'labour', 'travel'] as const;
export type ChargeItem = (typeof CHARGE_ITEMS)[number];

/** By the published list, or at what it costs us (S1a, S1d, S1h). */
export const CHARGE_AT = ['price', 'cost'] as const;

/** What a price is for one of (S1f). */
export const PRICE_UNITS = ['piece', 'metre', 'set', 'hour'] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];
