import { marksIn } from '../domain/classification/marks.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { RequestFacts } from './requests/bodies.ts';

/** Finds a policy's marks in what a customer wrote, before the texts go into the vault: no text enters a case. */
export type Marker = (facts: RequestFacts) => { readonly marks?: readonly string[] };

/** Facts that are written in the customer's own words. */
const WRITTEN = ['fault-description', 'wish', 'special-wish'] as const satisfies readonly (keyof RequestFacts)[];

/** Nothing when the policy has no word lists, or no word of them is there: a command without marks stays as it is. */
export function markerOf({ marks: lists }: Pick<PolicyDocument, 'marks'>): Marker {
  return (facts) => {
    const found = lists === undefined ? [] : marksIn(textsOf(facts), lists);
    return found.length === 0 ? {} : { marks: found };
  };
}

/** The texts that a marker would read. */
export function textsOf(facts: RequestFacts): string[] {
  return WRITTEN.flatMap((name) => facts[name] ?? []);
}
