import type { ItemKind } from '../../policy/item-words.ts';
import type { ItemDefinition } from '../../policy/pinned-items.ts';
import type { Refusal } from '../refusals.ts';
import { APPROVAL } from './approval.ts';
import { COMPLAINT } from './complaint.ts';
import type { Item } from './item.ts';
import { LOANER } from './loaner.ts';
import type { Ask, Machine, Step, Taken } from './machine.ts';
import { PROMISE } from './promise.ts';
import { RETURN } from './return.ts';
import { TASK } from './task.ts';

/** A machine whose kind only the item knows; `machineOf` has matched it to the definition. */
export interface AnyMachine {
  readonly steps: Readonly<Record<string, Step<string>>>;
  readonly expects: Machine<ItemKind>['expects'];
  readonly begin?: (ask: Ask<ItemDefinition>) => Refusal | null;
  readonly ownerOf: (ask: Ask<ItemDefinition>) => string | null;
  readonly atOnce?: (item: Item, definition: ItemDefinition) => string | null;
  readonly take?: (ask: Ask<ItemDefinition> & { readonly item: Item; readonly step: string }) => Taken | Refusal;
}

const MACHINES: { readonly [K in ItemKind]: Machine<K> } = {
  task: TASK,
  promise: PROMISE,
  approval: APPROVAL,
  complaint: COMPLAINT,
  loaner: LOANER,
  return: RETURN,
};

export function machineOf(kind: ItemKind): AnyMachine {
  return MACHINES[kind] as unknown as AnyMachine;
}
