import type { FactsFilter } from './pinned-filter.ts';
import type { AnyItem, ItemOwner } from './pinned-items.ts';

/** How a unit comes to the workshop: the customer sends it (S4), our courier collects it (S3), or somebody brings it (S1i, S1l). */
export const BRINGS = ['customer-courier', 'our-courier', 'by-hand'] as const;
export type Brings = (typeof BRINGS)[number];

/** Who bears what carriage costs. */
export const FREIGHT_PAYERS = ['company', 'customer'] as const;
export type FreightPayer = (typeof FREIGHT_PAYERS)[number];

export interface FreightRow {
  readonly when: FactsFilter;
  readonly payer: FreightPayer;
}

/** A unit that is repaired at the workshop and given back (S3, S4, S1i, S1k, S1l). */
export interface DepotRepairDefinition extends AnyItem {
  readonly is: 'depot-repair';
  readonly owner: ItemOwner;
  readonly brings: Brings;
  /** Read from the top once the cause is known; a case that none fits leaves it open. */
  readonly freight: readonly FreightRow[];
  /** What must lie in the parcel with it (S3: report and guide). */
  readonly checklist: readonly string[];
  /** It begins with the time that was agreed for giving it back (S1l); absent where nobody has to agree one. */
  readonly agrees?: true;
}
