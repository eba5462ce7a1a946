import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { DueItem } from '../due.ts';
import type { CaseState } from '../state.ts';
import { isOpen } from './item.ts';
import { endingOf, machineOf } from './machines.ts';
import { stepTaken } from './step-taken.ts';

/** Steps of items that come by themselves unless somebody takes another before: a quotation that nobody answers lapses. */
export function itemsDue({ items: all = [] }: CaseState, { items = {} }: PinnedPolicy): readonly DueItem[] {
  return all.filter(isOpen).flatMap((item): DueItem[] => {
    const definition = items[item.name];
    const due = machineOf(item.is).due?.(item) ?? null;
    if (due === null || definition === undefined) return [];
    return [{ atMs: due.atMs, fact: stepTaken(item, due.step, endingOf(item, due.step, definition)) }];
  });
}
