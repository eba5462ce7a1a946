import { withheldAfter } from '../consent/withheld.ts';
import type { FactOf } from './events.ts';
import type { CaseState } from './state.ts';

/** A case whose customer withholds nothing carries no list of it. */
export function evolveConsent({ withheld, ...state }: CaseState, word: FactOf<'ConsentRecorded'>): CaseState {
  const now = withheldAfter(withheld ?? [], word);
  return now.length === 0 ? state : { ...state, withheld: now };
}
