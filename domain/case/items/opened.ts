import type { ItemName } from '../../policy/item-words.ts';
import type { ItemDefinition } from '../../policy/pinned-items.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { FactOf } from '../events.ts';
import type { Ask } from './machine.ts';
import { machineOf } from './machines.ts';

/** An item as it begins; the number in its id counts those of its name. */
export function openedItem(
  name: ItemName,
  ask: Ask<ItemDefinition>,
  because: string,
  noteId: VaultId | null,
): FactOf<'ItemOpened'> {
  const { state, definition, values } = ask;
  const numbers = (state.items ?? []).map((item) => (item.name === name ? Number(item.id.slice(name.length + 1)) : 0));
  const itemId = `${name}-${Math.max(0, ...numbers) + 1}`;
  const ownerId = machineOf(definition.is).ownerOf(ask);
  return { type: 'ItemOpened', itemId, name, is: definition.is, ownerId, values, because, noteId };
}
