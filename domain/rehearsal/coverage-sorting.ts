import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** The rules that sort cases, in the order of the file. */
export function sortingRules({ sort = [] }: PinnedPolicy): Rule[] {
  return sort.map(({ name, set }, index) => ({
    id: `sort/${index}`,
    about: `${name} makes a case ${Object.values(set).join(', ')}`,
  }));
}

/** Those that decided, by the names the ledger has of them. */
export function decidedBy({ sort = [] }: PinnedPolicy, names: readonly string[] = []): RuleId[] {
  return names.map((name) => `sort/${sort.findIndex((rule) => rule.name === name)}`);
}
