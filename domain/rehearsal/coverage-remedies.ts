import type { Item } from '../case/items/item.ts';
import type { Refusal } from '../case/refusals.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { RemedyRule } from '../policy/pinned-remedy.ts';
import { JUDGED } from '../remedy/conditions.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** Every rule on whose terms goods come back, every condition of it that may not be met, and who bears a difference. */
export function remedyRules(name: string, rules: readonly RemedyRule[]): Rule[] {
  return rules.flatMap((rule, i) => {
    const id = `items/${name}/rules/${i}`;
    const asked = `${rule.remedies.join(' or ')} on ${rule.grounds.join(' or ')}`;
    return [
      { id, about: `${name}: ${asked} is accepted` },
      ...conditionsOf(rule).map((condition) => ({
        id: `${id}/${condition}`,
        about: `${name}: ${asked} is not accepted for its ${condition}`,
      })),
      ...DIFFERENCES.filter((key) => rule[key] !== undefined).map((key) => ({
        id: `${id}/${key}`,
        about: `${name}: the ${key} of ${asked} is ${rule[key] === 'customer' ? 'paid by the customer' : rule[key]}`,
      })),
    ];
  });
}

const DIFFERENCES = ['surplus', 'shortfall'] as const;

function conditionsOf(rule: RemedyRule): string[] {
  return Object.keys(JUDGED).flatMap((condition) => {
    if (condition === 'withinDays') return rule.within === undefined ? [] : [condition];
    return rule[condition as keyof RemedyRule] === undefined ? [] : [condition];
  });
}

/** What an item that was just accepted shows of its terms. */
export function remedyRulesShown({ name, grant, claim }: Item, step: string): RuleId[] {
  if (step !== 'accepted' || grant === undefined) return [];
  const id = `items/${name}/rules/${grant.rule}`;
  const difference = claim?.differenceMinor ?? 0;
  if (difference === 0) return [id];
  return [id, `${id}/${difference > 0 ? 'surplus' : 'shortfall'}`];
}

/** The condition that a refusal is about. */
export function remedyRuleRefusing({ items = {} }: PinnedPolicy, { params }: Refusal): RuleId[] {
  const name = String(params.item);
  return items[name]?.is === 'return' && params.rule !== undefined
    ? [`items/${name}/rules/${params.rule}/${params.condition}`]
    : [];
}
