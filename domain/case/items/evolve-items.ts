import type { CaseEvent, FactOf } from '../events.ts';
import { claimWith } from './claim.ts';
import { type Item, type ItemValues, isOpen } from './item.ts';

type ItemEvent = Extract<CaseEvent, FactOf<'ItemOpened' | 'ItemAdvanced'>>;

/** Items a case carries: of those that have ended the oldest go first, but for the last of each name. */
const KEPT = 40;

/** The items of a case after one of their events. */
export function evolveItems(items: readonly Item[] = [], event: ItemEvent): readonly Item[] {
  if (event.type === 'ItemOpened') {
    const { itemId: id, name, is, ownerId, atMs } = event;
    const item: Item = { id, name, is, step: 'opened', openedAtMs: atMs, stepAtMs: atMs, ownerId };
    return pruned([...items, { ...item, ...lasting(item, event.values) }]);
  }
  const { itemId, step, atMs, ownerId, ended, terms, payer, grant } = event;
  return items.map((item) =>
    item.id === itemId
      ? {
          ...item,
          step,
          stepAtMs: atMs,
          ...(ownerId === undefined ? {} : { ownerId }),
          ...(ended === undefined ? {} : { ended }),
          ...(terms === undefined ? {} : { terms }),
          ...(payer === undefined ? {} : { payer }),
          ...(grant === undefined ? {} : { grant }),
          ...lasting(item, event.values),
        }
      : item,
  );
}

/** What later steps are judged by and people are told; the rest of what is said is in the ledger. */
function lasting({ claim: before }: Item, values: ItemValues): Partial<Item> {
  const { agreedMs, amountMinor, topic, validUntilMs, lines, model, cause, referenceId, finding } = values;
  const claim = claimWith(before, values);
  return {
    ...(agreedMs === undefined ? {} : { agreedMs }),
    ...(amountMinor === undefined ? {} : { amountMinor }),
    ...(topic === undefined ? {} : { topic }),
    ...(validUntilMs === undefined ? {} : { validUntilMs }),
    ...(lines === undefined ? {} : { lines }),
    ...(model === undefined ? {} : { model }),
    ...(claim === undefined ? {} : { claim }),
    ...(finding === undefined ? {} : { finding }),
    ...(cause === undefined ? {} : { cause }),
    ...(referenceId === undefined ? {} : { referenceId }),
  };
}

function pruned(items: readonly Item[]): readonly Item[] {
  if (items.length <= KEPT) return items;
  const oldest = items.find((item, at) => !isOpen(item) && items.slice(at + 1).some(({ name }) => name === item.name));
  return oldest === undefined ? items : pruned(items.filter((item) => item !== oldest));
}
