import { matches } from '../../policy/match.ts';
import type { LoanerDefinition } from '../../policy/pinned-items.ts';
import { plainFact } from '../facts.ts';
import { refusal } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';
import type { Machine } from './machine.ts';
import { ownerNamed } from './owner.ts';

/**
 * A unit lent while the customer's own is away or fails, of the same class where the policy says so (S1a, S1h). Once it
 * is lent the case ends only when it is back, or known to be lost.
 */
export const LOANER: Machine<'loaner'> = {
  steps: {
    opened: { from: [], by: 'staff' },
    lent: { from: ['opened'], by: 'staff', may: ['model'], owes: true },
    returned: { from: ['lent'], by: 'staff', ends: 'cleared' },
    lost: { from: ['lent'], by: 'staff', ends: 'cleared' },
    dropped: { from: ['opened'], by: 'staff', ends: 'cleared' },
  },
  expects: ({ step }) => ({ step: step === 'lent' ? 'returned' : 'lent', who: 'owner' }),
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  take: ({ definition, item, step, values: { model }, state }) => {
    const { classes } = definition;
    if (step !== 'lent' || classes === null) return {};
    if (model === undefined) return refusal('item-value-missing', '/values/model', { value: 'model', step });
    const own = plainFact(state.facts, 'product-model') ?? '';
    const wanted = classOf(classes, state, own);
    if (wanted === null) return refusal('class-unknown', '/item', { value: own || 'an unknown model' });
    if (classOf(classes, state, model) === wanted) return {};
    return refusal('other-class', '/values/model', { item: item.name, value: model, class: wanted });
  },
};

function classOf(classes: NonNullable<LoanerDefinition['classes']>, state: CaseState, productModel: string) {
  const traits = { ...traitsOf(state), productModel };
  return classes.find(({ when }) => matches(when, traits))?.class ?? null;
}
