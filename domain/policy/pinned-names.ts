/** A role's name in a policy, such as `lead`. */
export type Role = string;
/** A person's opaque id in a policy; names and addresses stay outside the workflow. */
export type PersonId = string;
export type ClockId = string;
export type LadderId = string;

/** Who a notice or an alarm goes to: the customer, whoever carries the case or owns the item, or whoever holds a role. */
export type Recipient =
  | { readonly kind: 'customer' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'technician' }
  | { readonly kind: 'owner' }
  /** Everybody who goes along with the technician. */
  | { readonly kind: 'crew' }
  | { readonly kind: 'role'; readonly role: Role };
