import type { ItemKind } from '../../policy/item-words.ts';
import type { Blocked, ItemDefinition } from '../../policy/pinned-items.ts';
import type { PauseCause } from '../../policy/vocabulary.ts';
import type { Refusal } from '../refusals.ts';
import { APPROVAL } from './approval.ts';
import { COMPLAINT } from './complaint.ts';
import { DEPOT_REPAIR } from './depot-repair.ts';
import type { Ending, Item } from './item.ts';
import { LOANER } from './loaner.ts';
import type { Ask, Machine, Step, Taken } from './machine.ts';
import { PROMISE } from './promise.ts';
import { QUOTATION } from './quotation.ts';
import { RETURN } from './return.ts';
import { TASK } from './task.ts';

/** A machine whose kind only the item knows; `machineOf` has matched it to the definition. */
export interface AnyMachine {
  readonly steps: Readonly<Record<string, Step<string>>>;
  readonly expects: (item: Item, definition: ItemDefinition) => ReturnType<Machine<ItemKind>['expects']>;
  readonly begin?: (ask: Ask<ItemDefinition>) => Refusal | null;
  readonly ownerOf: (ask: Ask<ItemDefinition>) => string | null;
  readonly atOnce?: (item: Item, definition: ItemDefinition) => string | null;
  readonly ending?: (item: Item, step: string, definition: ItemDefinition) => Ending | undefined;
  readonly lets?: (item: Item, definition: ItemDefinition, target: Blocked) => boolean;
  readonly waitsFor?: (item: Item, definition: ItemDefinition) => PauseCause | null;
  readonly due?: (item: Item) => { readonly atMs: number; readonly step: string } | null;
  readonly take?: (ask: Ask<ItemDefinition> & { readonly item: Item; readonly step: string }) => Taken | Refusal;
}

const MACHINES: { readonly [K in ItemKind]: Machine<K> } = {
  task: TASK,
  promise: PROMISE,
  approval: APPROVAL,
  complaint: COMPLAINT,
  quotation: QUOTATION,
  'depot-repair': DEPOT_REPAIR,
  loaner: LOANER,
  return: RETURN,
};

export function machineOf(kind: ItemKind): AnyMachine {
  return MACHINES[kind] as unknown as AnyMachine;
}

/** How an item ends with a step; undefined while it goes on. */
export function endingOf(item: Item, step: string, definition: ItemDefinition): Ending | undefined {
  const { ending, steps } = machineOf(item.is);
  return ending?.(item, step, definition) ?? steps[step]?.ends;
}
