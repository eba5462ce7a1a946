import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { Blocked } from '../../policy/pinned-items.ts';
import type { CaseState } from '../state.ts';
import { type Item, isOpen } from './item.ts';
import { machineOf } from './machines.ts';

/**
 * The items that keep a case from entering a stage, from closing, or another item from a step: those still open, and the
 * last of a name when it ended without what was asked for.
 */
export function blockersOf(state: CaseState, { items = {} }: PinnedPolicy, target: Blocked): readonly Item[] {
  const all = state.items ?? [];
  if (all.length === 0) return [];
  return Object.entries(items).flatMap(([name, definition]) => {
    if (!definition.blocks.includes(target)) return [];
    const own = all.filter((item) => item.name === name);
    const open = own.filter((item) => isOpen(item) && !machineOf(item.is).lets?.(item, definition, target));
    const last = own.at(-1);
    if (open.length > 0 || last?.ended !== 'barred') return open;
    return [last];
  });
}

/** Their ids, for people. */
export function named(items: readonly Item[]): string {
  return items.map(({ id }) => id).join(', ');
}
