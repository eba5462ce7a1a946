import type { FreightPayer } from './pinned-depot.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { Ground, Packaging, Remedy, SetTerms, Shortfall } from './remedy-words.ts';
import type { Proof, WarrantyAnchor } from './vocabulary-warranty.ts';

/**
 * Terms on which goods come back (S1f): of the rules that fit the case, the remedy and the ground the first one counts,
 * and all of it must be met.
 */
export interface RemedyRule {
  readonly when: FactsFilter;
  readonly remedies: readonly Remedy[];
  readonly grounds: readonly Ground[];
  /** Days from the first of these that is known, the last one included. */
  readonly within?: { readonly days: number; readonly from: readonly WarrantyAnchor[] };
  /** The least that will do. */
  readonly packaging?: Packaging;
  /** The most by which the points of the new goods may differ, up or down. */
  readonly points?: number;
  /** Pieces that a case may bring back in all. */
  readonly perOrder?: number;
  /** Goods of a promotion are left out. */
  readonly promotion?: 'excluded';
  readonly sets?: SetTerms;
  /** Any of them will do; a known order number is an order. */
  readonly proof?: readonly Proof[];
  /** So often the same fault of the unit was repaired before. */
  readonly repairs?: number;
  /** The case has a complaint beside it. */
  readonly complaint?: 'needed';
  /** Who bears it when the new goods cost more; absent with `shortfall`: nobody asks what they cost. */
  readonly surplus?: FreightPayer;
  readonly shortfall?: Shortfall;
  /** Who pays the carrier, both ways. */
  readonly freight: FreightPayer;
}
