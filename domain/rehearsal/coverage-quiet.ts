import type { MessageIntent } from '../notice/intent.ts';
import { wakingHoursIn } from '../notice/waking-hours.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** Customers that are left alone at night, in each zone that the policy names. */
export function quietRules({ quiet }: PinnedPolicy): Rule[] {
  if (quiet === undefined) return [];
  const [, ...zones] = quiet.zones;
  return [
    { id: 'quiet/hours', about: 'a customer who is left alone at night' },
    ...zones.map((zone, index) => ({ id: `quiet/zones/${index}`, about: `a customer in ${zone} at night` })),
  ];
}

/** A message that was held for a customer's morning. */
export function quietRulesShown({ quiet }: PinnedPolicy, { hours }: MessageIntent): RuleId[] {
  const place = quiet?.zones.findIndex((zone) => wakingHoursIn(zone) === hours) ?? -1;
  if (place < 0) return [];
  return place === 0 ? ['quiet/hours'] : ['quiet/hours', `quiet/zones/${place - 1}`];
}
