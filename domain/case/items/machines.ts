import type { ItemKind } from '../../policy/item-words.ts';
import type { ItemDefinition } from '../../policy/pinned-items.ts';
import type { Refusal } from '../refusals.ts';
import { APPROVAL } from './approval.ts';
import { COMPLAINT } from './complaint.ts';
import { DEPOT_REPAIR } from './depot-repair.ts';
import type { Item } from './item.ts';
import { LOANER } from './loaner.ts';
import type { Ask, Machine, Step, Taken } from './machine.ts';
import { PROMISE } from './promise.ts';
import { TASK } from './task.ts';

/** A machine whose kind only the item knows; `machineOf` has matched it to the definition. */
export interface AnyMachine {
  readonly steps: Readonly<Record<string, Step<string>>>;
  readonly expects: (item: Item, definition: ItemDefinition) => ReturnType<Machine<ItemKind>['expects']>;
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
  'depot-repair': DEPOT_REPAIR,
  loaner: LOANER,
};

export function machineOf(kind: ItemKind): AnyMachine {
  return MACHINES[kind] as unknown as AnyMachine;
}
