import type { CaseFact } from '../events.ts';
import type { Ending, Item } from './item.ts';

/** A step that nobody takes: it follows from how the policy is written, from the time, or from the case's end. */
export function stepTaken({ id, name }: Item, step: string, ended: Ending | undefined): CaseFact {
  return {
    type: 'ItemAdvanced',
    itemId: id,
    name,
    step,
    values: {},
    ...(ended === undefined ? {} : { ended }),
    noteId: null,
  };
}
