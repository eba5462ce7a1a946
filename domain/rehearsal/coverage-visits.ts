import type { FactOf } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of visits, and a case can show. */
export function visitRules({ visit = {} }: PinnedPolicy): readonly Rule[] {
  const { checklist, results, signed } = visit;
  return [
    ...(checklist === undefined
      ? []
      : [{ id: 'visit/checklist', about: 'a visit is not reported before all of its list is ticked' }]),
    ...(results === undefined
      ? []
      : [{ id: 'visit/results', about: `nobody leaves otherwise than ${results.join(', ')}` }]),
    ...(results ?? []).map((result, i) => ({ id: `visit/results/${i}`, about: `a report ends with ${result}` })),
    ...(signed === undefined ? [] : [{ id: 'visit/signed', about: 'nobody leaves before the customer has signed' }]),
  ];
}

export function visitRulesShown({ visit }: PinnedPolicy, { result }: FactOf<'ReportFiled'>): readonly RuleId[] {
  const index = visit?.results?.indexOf(result) ?? -1;
  return index < 0 ? [] : [`visit/results/${index}`];
}

/** The rules of visits that a refusal shows at work. */
export function visitRulesRefusing({ code, place }: Refusal): readonly RuleId[] {
  switch (code) {
    case 'checklist-incomplete':
      return place === '/checklist' ? ['visit/checklist'] : [];
    case 'must-not-leave':
      return ['visit/results'];
    case 'not-signed':
      return ['visit/signed'];
    default:
      return [];
  }
}
