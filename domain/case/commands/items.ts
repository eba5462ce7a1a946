import type { ItemName } from '../../policy/item-words.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { ItemValues } from '../items/item.ts';

/** What is said of the lines beside the main line of a case. */
export interface ItemBodies {
  OpenItem: { readonly item: ItemName; readonly values: ItemValues; readonly noteId: VaultId | null };
  AdvanceItem: {
    /** Its id; its name will do while only one of that name is open. */
    readonly item: string;
    readonly step: string;
    readonly values: ItemValues;
    readonly noteId: VaultId | null;
  };
}

export const ITEM_COMMANDS = ['OpenItem', 'AdvanceItem'] as const satisfies readonly (keyof ItemBodies)[];
