import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { PauseCause } from '../../policy/vocabulary.ts';
import type { CaseState } from '../state.ts';
import { isOpen } from './item.ts';
import { machineOf } from './machines.ts';

/** What clocks may stand still for because of items as they stand: the customer's consent, or the money. */
export function waitedFor({ items: all = [] }: CaseState, { items = {} }: PinnedPolicy): readonly PauseCause[] {
  return all.filter(isOpen).flatMap((item): PauseCause[] => {
    const definition = items[item.name];
    const cause = definition === undefined ? null : (machineOf(item.is).waitsFor?.(item, definition) ?? null);
    return cause === null ? [] : [cause];
  });
}
