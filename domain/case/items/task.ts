import { refusal } from '../refusals.ts';
import type { Machine } from './machine.ts';
import { ownerNamed } from './owner.ts';

/** Done once everything on its list is ticked and, where the policy asks for it, signed (S1m, S1b). */
export const TASK: Machine<'task'> = {
  steps: {
    opened: { from: [], by: 'staff' },
    done: { from: ['opened'], by: 'staff', may: ['checklist', 'signedBy'], ends: 'cleared' },
    failed: { from: ['opened'], by: 'staff', ends: 'barred' },
    dropped: { from: ['opened'], by: 'staff', ends: 'cleared' },
  },
  expects: () => ({ step: 'done', who: 'owner' }),
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  take: ({ definition, item, step, values }) => {
    if (step !== 'done') return {};
    const { checklist = [], signedBy } = values;
    const index = checklist.findIndex((entry) => !definition.checklist.includes(entry));
    if (index >= 0) {
      const known = definition.checklist.join(', ') || 'nothing';
      return refusal('not-on-checklist', `/values/checklist/${index}`, { value: checklist[index] ?? '', known });
    }
    const missing = definition.checklist.filter((entry) => !checklist.includes(entry));
    if (missing.length > 0)
      return refusal('checklist-incomplete', '/values/checklist', { item: item.name, missing: missing.join(', ') });
    if (definition.signed !== null && signedBy !== definition.signed) {
      return refusal('item-value-missing', '/values/signedBy', { value: 'signedBy', step });
    }
    if (definition.signed === null && signedBy !== undefined) {
      return refusal('item-value-unwanted', '/values/signedBy', { value: 'signedBy', step });
    }
    return {};
  },
};
