/**
 * Facts of a request. Those marked `vault` are personal or free text and never enter the workflow (domain.md §1, S4.4.1;
 * S1f order-date, S1i delivery-date, S1q installation-date, S1h acceptance-date, S1d completion-date, S1l manufacture-date
 * and factory-name, S2 shop, S1c wished-by, S1p birthday and referrer, S4 special-wish).
 */
export const FACTS = {
  'customer-name': 'vault',
  phone: 'vault',
  email: 'vault',
  address: 'vault',
  'fault-description': 'vault',
  wish: 'vault',
  region: 'case',
  'product-model': 'case',
  'serial-number': 'vault',
  'purchase-date': 'case',
  'order-number': 'vault',
  'order-date': 'case',
  'delivery-date': 'case',
  'installation-date': 'case',
  'acceptance-date': 'case',
  'completion-date': 'case',
  'manufacture-date': 'case',
  proof: 'case',
  'order-kind': 'case',
  shop: 'case',
  part: 'case',
  fault: 'case',
  'wished-by': 'case',
  birthday: 'case',
  'customer-zone': 'case',
  'factory-name': 'vault',
  referrer: 'vault',
  'special-wish': 'vault',
  'preferred-technician': 'case',
  'excluded-technician': 'case',
} as const;
export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

/** Facts that are a day of the past; the others say what is to come, or no day at all. */
export const PAST_DAYS = [
  'purchase-date',
  'order-date',
  'delivery-date',
  'installation-date',
  'acceptance-date',
  'completion-date',
  'manufacture-date',
] as const satisfies readonly FactName[];

/** How something was sold (S1f: goods of a limited-time promotion are not exchanged, those of a set only for their like). */
export const ORDER_KINDS = ['regular', 'set', 'promotion'] as const;
