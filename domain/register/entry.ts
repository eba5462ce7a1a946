import { FACTS, type FactName, type Tier } from '../policy/vocabulary.ts';

/** What is known of a customer, whatever they ask for. */
export const CUSTOMER_FACTS = [
  'customer-name',
  'phone',
  'email',
  'address',
  'region',
  'birthday',
  'customer-zone',
  'referrer',
  'preferred-technician',
  'excluded-technician',
] as const satisfies readonly FactName[];

/** What is known of a unit: what it is, where it stands, and the days that its warranty counts from. */
export const UNIT_FACTS = [
  'serial-number',
  'product-model',
  'address',
  'region',
  'purchase-date',
  'order-number',
  'order-date',
  'delivery-date',
  'installation-date',
  'acceptance-date',
  'completion-date',
  'manufacture-date',
  'proof',
  'order-kind',
  'shop',
  'factory-name',
] as const satisfies readonly FactName[];

export type RegisterFacts = Readonly<Partial<Record<FactName, string | undefined>>>;

export interface CustomerBody {
  /** Null where a case says it, or is of the standard tier. */
  readonly tier: Tier | null;
  /** Null for the policy's own. */
  readonly locale: string | null;
  readonly facts: RegisterFacts;
}

export interface UnitBody {
  /** Whose it is; null where nobody knows. */
  readonly customer: string | null;
  readonly facts: RegisterFacts;
}

/** Facts of a request: what it says itself, then what is known of the unit, then of the customer. */
export function factsWith(
  given: RegisterFacts,
  unit: Pick<UnitBody, 'facts'> | null,
  customer: Pick<CustomerBody, 'facts'> | null,
): RegisterFacts {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...customer?.facts, ...unit?.facts, ...Object.fromEntries(said) };
}

/** Facts that name a person or lead to one: forgotten with the customer. */
export const PERSONAL_FACTS = (Object.keys(FACTS) as FactName[]).filter((name) => FACTS[name] === 'vault');
