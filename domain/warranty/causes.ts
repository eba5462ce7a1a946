import type { WarrantyStanding } from '../case/events.ts';
import type { WarrantyRules } from '../policy/pinned.ts';
import type { CauseOutcome, FaultCause } from '../policy/vocabulary.ts';

/**
 * Who pays once the cause is known (S1i: the maker's fault is free, wear is paid, abuse gets no service at all).
 * A cause the policy says nothing of leaves it to the standing, but for damage that the policy excludes anyway.
 */
export function outcomeOfCause(
  rules: WarrantyRules,
  warranty: WarrantyStanding | null,
  cause: FaultCause,
): CauseOutcome {
  const said = rules.causes?.[cause] ?? (cause === 'user-damage' && rules.exclusions[cause] ? 'quote' : 'free');
  if (said !== 'free') return said;
  return warranty?.standing === 'in-warranty' ? 'free' : 'quote';
}
