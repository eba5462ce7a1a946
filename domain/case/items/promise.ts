import { refusal } from '../refusals.ts';
import type { Machine } from './machine.ts';
import { ownerNamed } from './owner.ts';

/** A time agreed with the customer: it is kept, or agreed anew before (S1l, S1o). */
export const PROMISE: Machine<'promise'> = {
  steps: {
    opened: { from: [], by: 'anybody', needs: ['agreedMs'] },
    moved: { from: ['opened', 'moved'], by: 'anybody', needs: ['agreedMs'] },
    kept: { from: ['opened', 'moved'], by: 'staff', ends: 'cleared' },
    dropped: { from: ['opened', 'moved'], by: 'staff', ends: 'cleared' },
  },
  expects: () => ({ step: 'kept', who: 'owner' }),
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  take: ({ item, step, values }) =>
    step === 'moved' && values.agreedMs === item.agreedMs ? refusal('agreed-date-same', '/values/agreedMs') : {},
};
