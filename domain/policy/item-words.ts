/** The closed sets that the items of a policy choose from: lines beside the main line of a case. */

export const ITEM_KINDS = [
  ...(['task', 'promise', 'approval', 'complaint'] as const),
  ...(['quotation', 'loaner', 'depot-repair', 'return'] as const),
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What may happen to an item of each kind, the first step being how it begins; the rules are in `domain/case/items/`. */
export const ITEM_STEPS = {
  task: ['opened', 'done', 'failed', 'dropped'],
  promise: ['opened', 'moved', 'kept', 'dropped'],
  approval: ['opened', 'passed-up', 'granted', 'refused', 'dropped'],
  complaint: ['opened', 'taken-up', 'answered', 'unsettled', 'settled', 'referred', 'dropped'],
  quotation: ['opened', 'sent', 'accepted', 'paid', 'declined', 'lapsed', 'dropped'],
  'depot-repair': [
    ...['opened', 'sent', 'received', 'diagnosed', 'repaired', 'irreparable', 'unrepaired'],
    ...['shipped', 'delivered', 'handed-back', 'scrapped', 'dropped'],
  ],
  loaner: ['opened', 'lent', 'returned', 'lost', 'dropped'],
  return: [
    ...(['opened', 'accepted', 'refused', 'collected', 'received', 'inspected', 'difference-paid'] as const),
    ...(['dispatched', 'refunded', 'sent-back', 'dropped'] as const),
  ],
} as const satisfies Readonly<Record<ItemKind, readonly ['opened', ...string[]]>>;
export type StepOf<K extends ItemKind> = (typeof ITEM_STEPS)[K][number];

/** What the customer must say to a price before it counts: yes (S4, S1b), or nothing, for it is only told (S3). */
export const QUOTATION_ANSWERS = ['consent', 'none'] as const;
export type QuotationAnswer = (typeof QUOTATION_ANSWERS)[number];

/** When it is paid: before the work begins (S4), when it is done (S1b), or nobody says so in the case. */
export const QUOTATION_PAYMENTS = ['before', 'after', 'none'] as const;
export type QuotationPayment = (typeof QUOTATION_PAYMENTS)[number];

/** Days that a task may set when it is done, for a warranty to begin with (S1b, S1m). */
export const SET_FACTS = ['delivery-date', 'installation-date', 'acceptance-date', 'completion-date'] as const;
export type SetFact = (typeof SET_FACTS)[number];

/** The end of an item, whichever step it was, unless it was dropped: `allocation.ended`. */
export const ENDED = 'ended';
/** What closes the case, as a thing that an item may block. */
export const CLOSING = 'closing';

/** A name in a policy, such as `training`. */
export type ItemName = string;
/** Such as `training-2`: the second of its name in a case. */
export type ItemId = string;
/** Something that happened to an item, as clocks, notices and other items name it: `training.done`. */
export type ItemOccasion = `${ItemName}.${string}`;

/** `training.done` in its two parts; null for a name without a dot. */
export function partsOf(occasion: string): { readonly name: ItemName; readonly step: string } | null {
  const dot = occasion.lastIndexOf('.');
  return dot < 0 ? null : { name: occasion.slice(0, dot), step: occasion.slice(dot + 1) };
}
