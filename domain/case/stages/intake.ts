import { advance } from '../../calendar/spans.ts';
import type { FactName } from '../../policy/vocabulary.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { refuseFacts } from '../fact-faults.ts';
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
  const wrong = refuseFacts(facts, context);
  if (wrong !== null) return { refused: wrong };
  return accept({ type: 'CaseOpened', source, channel, kind, urgency, tier, locale, facts });
}

/** Adds or corrects facts in any stage; in intake it may complete the record. */
export function provideFacts(command: CommandOf<'ProvideFacts'>, context: CaseContext): Ruling {
  if (Object.keys(command.facts).length === 0) return refuse('nothing-provided', '/facts');
  const wrong = refuseFacts(command.facts, context);
  return wrong === null ? accept({ type: 'FactsProvided', facts: command.facts }) : { refused: wrong };
}

/** Asks for what is missing, and says when to ask again; after the last time the desk is left with it. */
export function chaseFact(missing: readonly FactName[], ordinal: number, atMs: number, context: CaseContext): CaseFact {
  const { chase } = context.policy;
  const again = ordinal < chase.times;
  const nextAtMs = again ? advance(context.calendars.spans[chase.hours] ?? [], atMs, chase.everyMs) : null;
  return { type: 'FactsChased', missing, ordinal, nextAtMs };
}
