import type { FactOf } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { QuotationDefinition } from '../policy/pinned-items.ts';
import { billRules } from './coverage-charges.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of a quotation, and a case can show. */
export function quotationRules(name: string, { answer, payment, valid }: QuotationDefinition): Rule[] {
  const rule = (key: string, about: string): Rule => ({ id: `items/${name}/${key}`, about });
  return [
    rule('answer', answer === 'none' ? `${name} is told, nobody asks` : `${name} is accepted by the customer`),
    ...(payment === 'none' ? [] : [rule('payment', `${name} is paid ${payment} the work`)]),
    ...(valid === null ? [] : [rule('validFor', `${name} lapses when nobody answers`)]),
  ];
}

/** The rules that a step of a quotation shows at work: its own, and those of the price list by which it was made. */
export function quotationRulesShown(
  policy: PinnedPolicy,
  { name, step, values }: FactOf<'ItemAdvanced'>,
  state: CaseState,
): RuleId[] {
  if (policy.items?.[name]?.is !== 'quotation') return [];
  const of = (key: string): RuleId[] => [`items/${name}/${key}`];
  switch (step) {
    case 'sent': {
      const { cause = state.cause ?? 'other', parts = [], labour = [], fees = [], amountMinor = 0 } = values;
      const traits = { ...traitsOf(state), cause };
      return billRules(policy, { cause, parts, labour, fees, amountMinor }, { traits, warranty: state.warranty });
    }
    case 'accepted':
      return of('answer');
    case 'paid':
      return of('payment');
    case 'lapsed':
      return of('validFor');
    default:
      return [];
  }
}
