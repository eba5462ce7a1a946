import { CLOSING } from '../../policy/item-words.ts';
import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { Blocked } from '../../policy/pinned-items.ts';
import type { CaseState } from '../state.ts';
import { type Item, isOpen } from './item.ts';
import { machineOf } from './machines.ts';

/**
 * The items that keep a case from entering a stage, from closing, or another item from a step: those still open, and the
 * last of a name when it ended without what was asked for. Whatever the policy says, nothing closes while somebody has
 * what is not theirs.
 */
export function blockersOf(state: CaseState, { items = {} }: PinnedPolicy, target: Blocked): readonly Item[] {
  const all = state.items ?? [];
  if (all.length === 0) return [];
  const blockers = Object.entries(items).flatMap(([name, definition]) => {
    if (!definition.blocks.includes(target)) return [];
    const own = all.filter((item) => item.name === name);
    const open = own.filter((item) => isOpen(item) && !machineOf(item.is).lets?.(item, definition, target));
    const last = own.at(-1);
    if (open.length > 0 || last?.ended !== 'barred') return open;
    return [last];
  });
  return target === CLOSING ? [...blockers, ...owing(state).filter((item) => !blockers.includes(item))] : blockers;
}

/** Items by which somebody still has what is not theirs: no case closes before it is back. */
export function owing({ items = [] }: CaseState): readonly Item[] {
  return items.filter(({ is, step }) => machineOf(is).steps[step]?.owes === true);
}

/** Their ids, for people. */
export function named(items: readonly Item[]): string {
  return items.map(({ id }) => id).join(', ');
}
