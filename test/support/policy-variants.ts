import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { ClockDefinition, LadderStep, PinnedPolicy } from '../../domain/policy/pinned.ts';

/** The same policy with other rules in some places. */
export function withRules(policy: PolicyDocument, rules: Partial<PinnedPolicy>): PolicyDocument {
  return { ...policy, pinned: { ...policy.pinned, ...rules } };
}

/** The same policy with one clock only, and the ladder `alarm`. */
export function withClock(
  policy: PolicyDocument,
  clock: Partial<ClockDefinition>,
  steps: readonly LadderStep[] = [],
): PolicyDocument {
  const plain: ClockDefinition = {
    id: 'promise',
    from: 'handed-off',
    until: 'arrived',
    pausedWhile: [],
    calendar: 'office-hours',
    within: [],
    warnAtPercent: [],
    warn: null,
    ladder: 'alarm',
  };
  return withRules(policy, { clocks: [{ ...plain, ...clock }], ladders: { alarm: steps } });
}
