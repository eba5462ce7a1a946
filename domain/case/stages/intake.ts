import { localDate } from '../../calendar/local-day.ts';
import { advance } from '../../calendar/spans.ts';
import { FACT_NAMES, type FactName } from '../../policy/vocabulary.ts';
import { dayNumber } from '../../shared/civil-date.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { type Facts, plainFact } from '../facts.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';

/** Opens a case from a request (domain.md §1 intake: S0.1, S4.4.1). */
export function openCase(command: CommandOf<'OpenCase'>, context: CaseContext): Ruling {
  const { policy } = context;
  const { source, channel, urgency, tier, facts } = command;
  const kind = command.kind ?? policy.defaultKind;
  if (policy.kinds[kind] === undefined) {
    return refuse('unknown-kind', '/kind', { value: kind, known: Object.keys(policy.kinds).join(', ') });
  }
  const locale = command.locale ?? policy.defaultLocale;
  if (!policy.locales.includes(locale)) {
    return refuse('unknown-locale', '/locale', { value: locale, known: policy.locales.join(', ') });
  }
  return (
    refuseFacts(facts, context) ?? accept({ type: 'CaseOpened', source, channel, kind, urgency, tier, locale, facts })
  );
}

/** Adds or corrects facts in any stage; in intake it may complete the record. */
export function provideFacts(command: CommandOf<'ProvideFacts'>, context: CaseContext): Ruling {
  if (Object.keys(command.facts).length === 0) return refuse('nothing-provided', '/facts');
  return refuseFacts(command.facts, context) ?? accept({ type: 'FactsProvided', facts: command.facts });
}

/** Asks for what is missing, and says when to ask again; after the last time the desk is left with it. */
export function chaseFact(missing: readonly FactName[], ordinal: number, atMs: number, context: CaseContext): CaseFact {
  const { chase } = context.policy;
  const again = ordinal < chase.times;
  const nextAtMs = again ? advance(context.calendars.spans[chase.hours] ?? [], atMs, chase.everyMs) : null;
  return { type: 'FactsChased', missing, ordinal, nextAtMs };
}

function refuseFacts(facts: Facts, { policy, calendars, nowMs }: CaseContext): Ruling | null {
  const unknown = Object.keys(facts).find((name) => !(FACT_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    return refuse('unknown-fact', `/facts/${unknown}`, { value: unknown, known: FACT_NAMES.join(', ') });
  }
  const purchaseDate = plainFact(facts, 'purchase-date');
  if (purchaseDate !== null) {
    const place = '/facts/purchase-date';
    if (dayNumber(purchaseDate) === null) return refuse('impossible-date', place, { value: purchaseDate });
    if (purchaseDate > localDate(calendars, nowMs)) return refuse('date-in-future', place, { value: purchaseDate });
  }
  const region = plainFact(facts, 'region');
  if (region !== null && !policy.regions.includes(region)) {
    return refuse('unknown-region', '/facts/region', { value: region, known: policy.regions.join(', ') });
  }
  return null;
}
