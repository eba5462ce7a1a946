import { type Facts, plainFact } from '../case/facts.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { WarrantyAnchor } from '../policy/vocabulary.ts';
import type { CivilDate } from '../shared/civil-date.ts';

/** Where a warranty starts. */
export interface WarrantyStart {
  readonly anchor: WarrantyAnchor;
  readonly date: CivilDate;
}

/**
 * The first start that is known, in the policy's order: S1d takes the day of completion when the card is lost. The day it
 * started anew takes its place (S1a).
 */
export function warrantyStart(
  { anchor, orElse = [] }: WarrantyRules,
  facts: Facts,
  anew: CivilDate | null,
): WarrantyStart | null {
  if (anew !== null) return { anchor, date: anew };
  for (const name of [anchor, ...orElse]) {
    const date = plainFact(facts, name);
    if (date !== null) return { anchor: name, date };
  }
  return null;
}
