import type { CalendarId } from '../calendar/expanded.ts';
import type { ItemName, ItemOccasion, QuotationAnswer, QuotationPayment, SetFact } from './item-words.ts';
import type { FactsFilter, Recipient, Role } from './pinned.ts';
import type { DepotRepairDefinition } from './pinned-depot.ts';
import type { RemedyRule } from './pinned-remedy.ts';
import type { Collector } from './remedy-words.ts';
import type { Milestone, PlanStage } from './vocabulary.ts';

/** A line beside the main line, as a case carries it. */
export type ItemDefinition =
  | TaskDefinition
  | PromiseDefinition
  | ApprovalDefinition
  | ComplaintDefinition
  | QuotationDefinition
  | LoanerDefinition
  | DepotRepairDefinition
  | ReturnDefinition;

/** The items of a policy by their names. */
export type ItemDefinitions = Readonly<Record<ItemName, ItemDefinition>>;

export interface OpensRow {
  readonly on: Opener;
  readonly when: FactsFilter;
  /** What a complaint that opens so is about. */
  readonly topic?: string;
}

export interface AnyItem {
  /** It opens by itself then, unless one of its name is open; empty: somebody opens it. */
  readonly opens: readonly OpensRow[];
  /** What may not begin while it is open, or has ended without what was asked for. */
  readonly blocks: readonly Blocked[];
}

/** Whom an item is left to: whoever opened it, or a recipient of staff. */
export type ItemOwner = { readonly kind: 'opener' } | Exclude<Recipient, { kind: 'customer' | 'owner' | 'crew' }>;

/** Something dated for a person to do: a training, a card to post, documents to hand over (S1b, S1m, S1p, S1r). */
export interface TaskDefinition extends AnyItem {
  readonly is: 'task';
  readonly owner: ItemOwner;
  /** All of it must be ticked before it is done. */
  readonly checklist: readonly string[];
  /** `customer`: it is done only with the customer's signature. */
  readonly signed: 'customer' | null;
  /** The fact that becomes the day on which it is done. */
  readonly sets: SetFact | null;
}

/** A time that was agreed with the customer and is kept or not (S1l, S1o). */
export interface PromiseDefinition extends AnyItem {
  readonly is: 'promise';
  readonly owner: ItemOwner;
}

/** Leave that somebody of enough authority gives (S2, S1r, S1n). */
export interface ApprovalDefinition extends AnyItem {
  readonly is: 'approval';
  /** By what it costs, ascending; the last one has no end. */
  readonly bands: readonly Band[];
}

export interface Band {
  /** The most it is for, in the policy's currency; null: any amount. */
  readonly upToMinor: number | null;
  /** Who decides; null: nobody has to. */
  readonly by: Role | null;
}

/** Displeasure that is taken up and formally answered, until the customer says that it is settled (S3, S4, S1i, S1o). */
export interface ComplaintDefinition extends AnyItem {
  readonly is: 'complaint';
  /** Whom it is left to, by what it is about. */
  readonly topics: Readonly<Record<string, ItemOwner>>;
  /** Unsettled it may be referred to somebody outside, such as an authority. */
  readonly refer: boolean;
}

/** What work will cost, by the price list; the customer's word on it, and the money (S4, S1b, S3). */
export interface QuotationDefinition extends AnyItem {
  readonly is: 'quotation';
  readonly owner: ItemOwner;
  readonly answer: QuotationAnswer;
  readonly payment: QuotationPayment;
  /** How long it stands without an answer; null: until somebody says something. */
  readonly valid: { readonly forMs: number; readonly hours: CalendarId } | null;
}

/** A unit lent free of charge until the customer's own works again (S1a, S1h). */
export interface LoanerDefinition extends AnyItem {
  readonly is: 'loaner';
  readonly owner: ItemOwner;
  /** The class of each model, first match wins, where only one of the same class may be lent; null: any may. */
  readonly classes: readonly { readonly when: FactsFilter; readonly class: string }[] | null;
}

/** Goods that come back, on terms, for money or for others (S1f, S1k, S1i, S1o, S2, S3, S4). */
export interface ReturnDefinition extends AnyItem {
  readonly is: 'return';
  readonly owner: ItemOwner;
  readonly collects: Collector;
  readonly rules: readonly RemedyRule[];
}

/** What may open an item. */
export type Opener = Milestone | ItemOccasion | 'nobody-fits';

/** A stage that may not be entered, the case's end, or a step of another item. */
export type Blocked = PlanStage | 'closing' | ItemOccasion;
