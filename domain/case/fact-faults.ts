import { localDate } from '../calendar/local-day.ts';
import { findPerson } from '../policy/people.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import { FACT_NAMES, type FactName, PAST_DAYS } from '../policy/vocabulary.ts';
import { dayNumber } from '../shared/civil-date.ts';
import type { CaseContext } from './context.ts';
import { type Facts, plainFact } from './facts.ts';
import { type Refusal, type RefusalCode, refusal } from './refusals.ts';

/** Why these facts can't be taken: names and days that rules will lean on; null when they can. */
export function refuseFacts(facts: Facts, { policy, calendars, nowMs }: CaseContext): Refusal | null {
  const unknown = Object.keys(facts).find((name) => !(FACT_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    return refusal('unknown-fact', `/facts/${unknown}`, { value: unknown, known: FACT_NAMES.join(', ') });
  }
  const today = localDate(calendars, nowMs);
  for (const name of PAST_DAYS) {
    const value = plainFact(facts, name);
    if (value === null) continue;
    if (dayNumber(value) === null) return refusal('impossible-date', `/facts/${name}`, { value });
    if (value > today) return refusal('date-in-future', `/facts/${name}`, { value });
  }
  return refuseNames(facts, policy);
}

/** Why the policy does not know what these facts name; null when it knows all of it. */
export function refuseNames(facts: Facts, policy: PinnedPolicy): Refusal | null {
  return (
    unknownZone(facts, policy) ??
    notAmong(facts, 'region', policy.regions, 'unknown-region') ??
    notAmong(facts, 'part', partsOf(policy), 'unknown-part') ??
    notAmong(facts, 'fault', policy.faults ?? [], 'unknown-fault') ??
    stranger(facts, 'preferred-technician', policy) ??
    stranger(facts, 'excluded-technician', policy)
  );
}

function notAmong(facts: Facts, name: FactName, known: readonly string[], code: RefusalCode): Refusal | null {
  const value = plainFact(facts, name);
  if (value === null || known.includes(value)) return null;
  return refusal(code, `/facts/${name}`, { value, known: known.join(', ') || '-' });
}

/** A wish for somebody, or for anybody else, names one of the policy's people. */
function stranger(facts: Facts, name: FactName, policy: PinnedPolicy): Refusal | null {
  const value = plainFact(facts, name);
  if (value === null || findPerson(policy, value) !== null) return null;
  return refusal('unknown-person', `/facts/${name}`, { value });
}

/** Their hours are worked out beforehand, so only for zones that the policy names. */
function unknownZone(facts: Facts, { quiet }: PinnedPolicy): Refusal | null {
  return quiet === undefined ? null : notAmong(facts, 'customer-zone', quiet.zones, 'unknown-zone');
}

/** Parts with a warranty of their own, of any product: which one it is may come later than what broke on it. */
function partsOf({ warranty }: PinnedPolicy): readonly string[] {
  return [...new Set(warranty.periods.flatMap(({ parts = {} }) => Object.keys(parts)))];
}
