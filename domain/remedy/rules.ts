import { matches } from '../policy/match.ts';
import type { FreightPayer } from '../policy/pinned-depot.ts';
import type { RemedyRule } from '../policy/pinned-remedy.ts';
import { CONDITIONS, type Condition, type Ground, type Remedy } from '../policy/remedy-words.ts';
import type { Claim, Claimed, Grant } from './claim.ts';
import { JUDGED, type RuleCondition } from './conditions.ts';

/** Whether goods may come back, and on which terms; or the one condition that is not met; or what is still to be said. */
export type Judgement =
  | { readonly kind: 'allowed'; readonly grant: Grant; readonly payer: FreightPayer }
  | {
      readonly kind: 'refused';
      readonly condition: Condition;
      readonly allowed: string;
      readonly found: string;
      /** Place of the rule that refused; absent when none fits. */
      readonly rule?: number;
    }
  | { readonly kind: 'unclear'; readonly missing: readonly string[] };

/**
 * The first rule that fits the case, the remedy and the ground decides, condition by condition (S1f, S1k). What is not
 * met refuses at once, whatever else is still to be said.
 */
export function judge(rules: readonly RemedyRule[], claimed: Claimed): Judgement {
  const { remedy, ground } = claimed.claim;
  const missing = [...(remedy === undefined ? ['remedy'] : []), ...(ground === undefined ? ['ground'] : [])];
  if (remedy === undefined || ground === undefined) return { kind: 'unclear', missing };
  const fit = fitting(rules, claimed, remedy, ground);
  return 'condition' in fit ? { kind: 'refused', ...fit } : judgeBy(fit, rules.indexOf(fit), claimed);
}

interface NoFit {
  readonly condition: Condition;
  readonly allowed: string;
  readonly found: string;
}

/** Which rule it is, or what keeps every rule from being it. */
function fitting(
  rules: readonly RemedyRule[],
  { traits }: Claimed,
  remedy: Remedy,
  ground: Ground,
): RemedyRule | NoFit {
  const ofCase = rules.filter(({ when }) => matches(when, traits));
  if (ofCase.length === 0) return { condition: 'case', allowed: 'other cases', found: traits.productModel ?? 'this' };
  const ofRemedy = ofCase.filter(({ remedies }) => remedies.includes(remedy));
  if (ofRemedy.length === 0) return { condition: 'remedy', allowed: listed(ofCase, 'remedies'), found: remedy };
  const rule = ofRemedy.find(({ grounds }) => grounds.includes(ground));
  return rule ?? { condition: 'ground', allowed: listed(ofRemedy, 'grounds'), found: ground };
}

function listed(rules: readonly RemedyRule[], key: 'remedies' | 'grounds'): string {
  return [...new Set(rules.flatMap((rule): readonly string[] => rule[key]))].join(', ');
}

function judgeBy(rule: RemedyRule, index: number, claimed: Claimed): Judgement {
  const verdicts = CONDITIONS.filter(isOfRule).map((condition) => ({
    condition,
    verdict: JUDGED[condition](rule, claimed),
  }));
  for (const { condition, verdict } of verdicts) {
    if (verdict.kind !== 'unmet') continue;
    return { kind: 'refused', condition, rule: index, allowed: verdict.allowed, found: verdict.found };
  }
  const isPriced = claimed.claim.remedy === 'exchange' && (rule.surplus !== undefined || rule.shortfall !== undefined);
  const missing = [
    ...verdicts.flatMap(({ verdict }) => (verdict.kind === 'unknown' ? [verdict.missing] : [])),
    ...(isPriced && claimed.claim.differenceMinor === undefined ? ['differenceMinor'] : []),
  ];
  if (missing.length > 0) return { kind: 'unclear', missing: [...new Set(missing)] };
  return { kind: 'allowed', payer: rule.freight, grant: grantOf(rule, index, claimed.claim) };
}

function isOfRule(condition: Condition): condition is RuleCondition {
  return Object.hasOwn(JUDGED, condition);
}

/** Only what is exchanged has a difference. */
function grantOf({ surplus, shortfall }: RemedyRule, rule: number, claim: Claim): Grant {
  const { differenceMinor = 0 } = claim.remedy === 'exchange' ? claim : {};
  const isOwed = differenceMinor > 0 ? surplus === 'customer' : differenceMinor < 0 && shortfall === 'refunded';
  return { rule, ...(isOwed ? { owedMinor: differenceMinor } : {}) };
}
