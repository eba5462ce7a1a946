import type { Actor, CommandBodies } from '../../domain/case/commands.ts';
import type { ItemValues } from '../../domain/case/items/item.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { ClockDefinition, ItemDefinition, ItemDefinitions, Notice } from '../../domain/policy/pinned.ts';
import type { CoreCase } from './core-case.ts';
import { withRules } from './policy-variants.ts';
import { DESK, DEVICE_MAKER } from './repair.ts';

/** An item with nothing but what its kind can't do without. */
export function task(more: Partial<Extract<ItemDefinition, { is: 'task' }>> = {}): ItemDefinition {
  return {
    is: 'task',
    opens: [],
    blocks: [],
    owner: { kind: 'lead' },
    checklist: [],
    signed: null,
    sets: null,
    ...more,
  };
}

/** The device maker with these items, clocks and notices besides its own. */
export function withItems(
  items: ItemDefinitions,
  clocks: readonly (Partial<ClockDefinition> & Pick<ClockDefinition, 'id' | 'from' | 'until'>)[] = [],
  notices: readonly Notice[] = [],
): PolicyDocument {
  const { pinned } = DEVICE_MAKER;
  const plain = { pausedWhile: [], calendar: 'office-hours', within: [], warnAtPercent: [], warn: null, ladder: null };
  return withRules(DEVICE_MAKER, {
    items,
    clocks: [...pinned.clocks, ...clocks.map((clock): ClockDefinition => ({ ...plain, ...clock }))],
    notices: [...pinned.notices, ...notices],
  });
}

export function open(item: string, values: ItemValues = {}): CommandBodies['OpenItem'] {
  return { item, values, noteId: null };
}

export function step(item: string, taken: string, values: ItemValues = {}): CommandBodies['AdvanceItem'] {
  return { item, step: taken, values, noteId: null };
}

export function advance(repair: CoreCase, item: string, taken: string, values: ItemValues = {}, by: Actor = DESK) {
  return repair.send('AdvanceItem', step(item, taken, values), by);
}

/** The items of a case as `name: step`, in the order in which they were opened. */
export function itemsOf(repair: CoreCase): string[] {
  return (repair.view().items ?? []).map(({ id, step: at }) => `${id}: ${at}`);
}
