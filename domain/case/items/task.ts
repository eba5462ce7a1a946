import { refusal } from '../refusals.ts';
import { refuseUnticked } from './checklist.ts';
import type { Machine } from './machine.ts';
import { ownerNamed } from './owner.ts';

/** Done once everything on its list is ticked and, where the policy asks for it, signed (S1m, S1b). */
export const TASK: Machine<'task'> = {
  steps: {
    opened: { from: [], by: 'staff' },
    done: { from: ['opened'], by: 'staff', may: ['checklist', 'signedBy', 'amountMinor'], ends: 'cleared' },
    failed: { from: ['opened'], by: 'staff', ends: 'barred' },
    dropped: { from: ['opened'], by: 'staff', ends: 'cleared' },
  },
  expects: () => ({ step: 'done', who: 'owner' }),
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  take: ({ definition, item, step, values }) => {
    if (step !== 'done') return {};
    const unticked = refuseUnticked(item.name, definition.checklist, values.checklist);
    if (unticked !== null) return unticked;
    const { signedBy } = values;
    if (definition.signed !== null && signedBy !== definition.signed) {
      return refusal('item-value-missing', '/values/signedBy', { value: 'signedBy', step });
    }
    if (definition.signed === null && signedBy !== undefined) {
      return refusal('item-value-unwanted', '/values/signedBy', { value: 'signedBy', step });
    }
    return {};
  },
};
