import type { ItemId, ItemKind, ItemName } from '../../policy/item-words.ts';
import type { PersonId } from '../../policy/pinned.ts';
import type { FreightPayer } from '../../policy/pinned-depot.ts';
import type { InspectionFinding } from '../../policy/remedy-words.ts';
import type { CauseOutcome, FaultCause } from '../../policy/vocabulary.ts';
import type { ChargeLine } from '../../pricing/charge-lines.ts';
import type { Claim, Grant } from '../../remedy/claim.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { UsedItem } from '../commands.ts';

/** A line beside the main line of a case. */
export interface Item {
  readonly id: ItemId;
  readonly name: ItemName;
  readonly is: ItemKind;
  /** Where it stands: `opened`, or the last step that was taken. */
  readonly step: string;
  readonly openedAtMs: number;
  readonly stepAtMs: number;
  readonly ownerId: PersonId | null;
  /** Absent while it is open. */
  readonly ended?: Ending;
  /** The time that was agreed last. */
  readonly agreedMs?: number;
  readonly amountMinor?: number;
  /** What a complaint is about. */
  readonly topic?: string;
  /** Until when a quotation that was sent stands. */
  readonly validUntilMs?: number;
  /** What its amount is made of, for a receipt. */
  readonly lines?: readonly ChargeLine[];
  /** What the workshop found, and who pays for the work and the carriage by that. */
  readonly cause?: FaultCause;
  readonly terms?: CauseOutcome;
  readonly payer?: FreightPayer;
  /** The courier's number of the last parcel. */
  readonly referenceId?: VaultId;
  /** Of the unit that is lent. */
  readonly model?: string;
  /** What is wanted of goods that come back, on which terms they were accepted, and what the inspection found. */
  readonly claim?: Claim;
  readonly grant?: Grant;
  readonly finding?: InspectionFinding;
}

/** `cleared`: what it blocked may go on. `barred`: that stays blocked until another item of its name is cleared. */
export type Ending = 'cleared' | 'barred';

/** What is said when an item is opened or taken a step on. Nothing personal; free text is a note in the vault. */
export interface ItemValues extends Claim {
  /** By when, as agreed with the customer. */
  readonly agreedMs?: number;
  /** In minor units of the policy's currency. */
  readonly amountMinor?: number;
  /** One of the policy's topics. */
  readonly topic?: string;
  /** Of the unit that is lent. */
  readonly model?: string;
  /** What the inspection of goods found. */
  readonly finding?: InspectionFinding;
  /** What is ticked. */
  readonly checklist?: readonly string[];
  /** Who signed. */
  readonly signedBy?: 'customer';
  /** What a quotation is for; codes are on the price list. */
  readonly parts?: readonly UsedItem[];
  readonly labour?: readonly UsedItem[];
  readonly fees?: readonly UsedItem[];
  /** Worked out when a quotation is sent; nobody says it. */
  readonly validUntilMs?: number;
  readonly lines?: readonly ChargeLine[];
  /** Of the fault, as the workshop found it, or as far as it is known when a price is told. */
  readonly cause?: FaultCause;
  /** A courier's number; it leads to somebody, so it lies in the vault. */
  readonly referenceId?: VaultId;
}
export type ValueName = keyof ItemValues;

export function isOpen(item: Item): boolean {
  return item.ended === undefined;
}
