import type { FactOf } from '../case/events.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** Where a policy gives receipts. */
export function receiptRules({ receipts }: PinnedPolicy): readonly Rule[] {
  return (receipts?.on ?? []).map((on, i) => ({
    id: `receipts/on/${i}`,
    about: `a receipt for money that comes with ${on}`,
  }));
}

/** The rule by which money gets its receipt. */
export function receiptRulesShown(
  { receipts }: PinnedPolicy,
  { receiptId }: FactOf<'MoneyReceived'>,
): readonly RuleId[] {
  const name = receiptId.replace(/-\d+$/, '');
  const index =
    receipts?.on.findIndex((on) => on === `${name}.paid` || (name === 'report' && on === 'report-signed')) ?? -1;
  return index < 0 ? [] : [`receipts/on/${index}`];
}
