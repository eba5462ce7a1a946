import { matches, type Traits } from '../policy/match.ts';
import type { SortRule } from '../policy/pinned.ts';

/** What rules may say of a case. */
export type SortedThing = keyof SortRule['set'];

/** What rules make of a case, and which of them decided something. */
export interface Sorted {
  readonly set: SortRule['set'];
  /** Names of the rules that decided, in the policy's order. */
  readonly rules: readonly string[];
}

/**
 * Reads the rules from the top: each thing that is `open` is set by the first rule that fits and says something of it
 * (S1c emergencies first, S1g grades, S4.4.4 key customers first).
 */
export function sortCase(rules: readonly SortRule[], traits: Traits, open: readonly SortedThing[]): Sorted {
  let set: SortRule['set'] = {};
  const decided: string[] = [];
  for (const rule of rules.filter(({ when }) => matches(when, traits))) {
    const said = Object.entries(rule.set).filter(
      ([thing]) => open.some((one) => one === thing) && !Object.hasOwn(set, thing),
    );
    if (said.length === 0) continue;
    set = { ...set, ...Object.fromEntries(said) };
    decided.push(rule.name);
  }
  return { set, rules: decided };
}
