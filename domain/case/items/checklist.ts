import type { ItemName } from '../../policy/item-words.ts';
import { type Refusal, refusal } from '../refusals.ts';

/** Null when all that the policy asks for is ticked, and nothing else. */
export function refuseUnticked(
  item: ItemName,
  wanted: readonly string[],
  ticked: readonly string[] = [],
): Refusal | null {
  const index = ticked.findIndex((entry) => !wanted.includes(entry));
  if (index >= 0) {
    const known = wanted.join(', ') || 'nothing';
    return refusal('not-on-checklist', `/values/checklist/${index}`, { value: ticked[index] ?? '', known });
  }
  const missing = wanted.filter((entry) => !ticked.includes(entry));
  if (missing.length === 0) return null;
  return refusal('checklist-incomplete', '/values/checklist', { item, missing: missing.join(', ') });
}
