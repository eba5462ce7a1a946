import type { CaseEvent, FactOf } from '../case/events.ts';
import type { Item } from '../case/items/item.ts';
import type { CaseState } from '../case/state.ts';
import type { ItemKind } from '../policy/item-words.ts';
import type { MessageIntent } from './intent.ts';
import type { Occasion } from './triggers.ts';

/** A step of an item, as people are told of it. */
export function itemOccasion(
  event: Extract<CaseEvent, FactOf<'ItemOpened' | 'ItemAdvanced'>>,
  { items = [] }: CaseState,
): Occasion | null {
  const item = items.find(({ id }) => id === event.itemId);
  if (item === undefined) return null;
  const { id: itemId, name, step } = item;
  const { referenceId } = event.values;
  return {
    trigger: `${name}.${step}`,
    revision: `${itemId}-s${event.seq}`,
    params: { item: name, itemId, step, ...valuesOf(item) },
    appointmentRevision: null,
    ...(referenceId === undefined ? {} : { parcelId: referenceId }),
  };
}

/** What a text may say of an item of each kind; a value that it lacks is empty. */
const VALUES: Readonly<Record<ItemKind, (item: Item) => MessageIntent['params']>> = {
  task: () => ({}),
  promise: ({ agreedMs = '' }) => ({ agreedMs }),
  approval: ({ amountMinor = '' }) => ({ amountMinor }),
  complaint: ({ topic = '' }) => ({ topic }),
  quotation: ({ amountMinor = '', validUntilMs = '' }) => ({ amountMinor, validUntilMs }),
  'depot-repair': ({ cause = '', terms = '', payer = '', agreedMs = '' }) => ({
    cause,
    terms,
    payer,
    agreedMs,
    // Put in as the message is written, where the step has one.
    parcel: '',
  }),
  loaner: ({ model = '' }) => ({ model }),
  return: ({ claim, grant, payer = '', amountMinor = '' }) => ({
    remedy: claim?.remedy ?? '',
    payer,
    owedMinor: Math.max(grant?.owedMinor ?? 0, 0) || '',
    amountMinor,
  }),
};

function valuesOf(item: Item): MessageIntent['params'] {
  return VALUES[item.is](item);
}

/** What was told of a step is pointless once the item has left it. */
export function isLeft({ params: { itemId, step } }: MessageIntent, { items = [] }: CaseState): boolean {
  return items.find(({ id }) => id === itemId)?.step !== step;
}
