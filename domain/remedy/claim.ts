import type { Facts } from '../case/facts.ts';
import type { Traits } from '../policy/match.ts';
import type { Ground, Packaging, Remedy } from '../policy/remedy-words.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { UnitMemory } from '../warranty/unit.ts';

/** What a customer wants of goods that come back; whatever nobody has said yet is absent. */
export interface Claim {
  readonly remedy?: Remedy;
  readonly ground?: Ground;
  readonly packaging?: Packaging;
  /** Points of the goods asked for less those of the ones that come back. */
  readonly points?: number;
  /** Their prices likewise, in minor units of the policy's currency. */
  readonly differenceMinor?: number;
  /** Pieces; one unless somebody says otherwise. */
  readonly quantity?: number;
}

/** A claim and all else that terms are judged by. */
export interface Claimed {
  readonly claim: Claim;
  readonly traits: Traits;
  readonly facts: Facts;
  readonly unit?: UnitMemory | undefined;
  /** The day on which it was asked for. */
  readonly on: CivilDate;
  /** Pieces that came back before in the same case. */
  readonly earlier: number;
  readonly complaints: number;
}

/** What was agreed to when the goods were accepted. */
export interface Grant {
  /** Place of the rule in the policy, from 0. */
  readonly rule: number;
  /** To be paid before anything is sent: by the customer, or below 0 to the customer. Absent when nothing is. */
  readonly owedMinor?: number;
}
