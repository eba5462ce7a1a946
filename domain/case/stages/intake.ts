import { waitFrom } from '../../calendar/wait.ts';
import { type SortedThing, sortCase } from '../../classification/sort.ts';
import { written } from '../../policy/filter-of.ts';
import type { FactName } from '../../policy/vocabulary.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { refuseFacts } from '../fact-faults.ts';
import { plainFact } from '../facts.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';

/** Opens a case from a request (domain.md §1 intake: S0.1, S4.4.1). */
export function openCase(command: CommandOf<'OpenCase'>, context: CaseContext): Ruling {
  const { policy } = context;
  const { source, channel, facts, marks, unit } = command;
  const { kind, urgency, tier, rules } = sortedRequest(command, context);
  if (policy.kinds[kind] === undefined) {
    return refuse('unknown-kind', '/kind', { value: kind, known: Object.keys(policy.kinds).join(', ') });
  }
  const locale = command.locale ?? policy.defaultLocale;
  if (!policy.locales.includes(locale)) {
    return refuse('unknown-locale', '/locale', { value: locale, known: policy.locales.join(', ') });
  }
  const wrong = refuseFacts(facts, context);
  if (wrong !== null) return { refused: wrong };
  const found = { ...written({ marks, unit }), ...(rules.length === 0 ? {} : { rules }) };
  return accept({ type: 'CaseOpened', source, channel, kind, urgency, tier, locale, facts, ...found });
}

/** What people said stays; the policy's rules decide the rest. */
function sortedRequest({ facts, marks, ...command }: CommandOf<'OpenCase'>, { policy }: CaseContext) {
  const { urgency, tier } = command;
  const kind = command.kind ?? policy.defaultKind;
  const open: SortedThing[] = [
    ...(command.kind === null ? (['kind'] as const) : []),
    ...(urgency === 'normal' ? (['urgency'] as const) : []),
    ...(tier === 'standard' ? (['tier'] as const) : []),
  ];
  const [productModel, fault] = [plainFact(facts, 'product-model'), plainFact(facts, 'fault')];
  const traits = { kind, grade: null, urgency, tier, productModel, fault, marks };
  const { set, rules } = sortCase(policy.sort ?? [], traits, open);
  return { kind, urgency, tier, ...set, rules };
}

/** Adds or corrects facts in any stage; in intake it may complete the record. */
export function provideFacts(command: CommandOf<'ProvideFacts'>, context: CaseContext): Ruling {
  if (Object.keys(command.facts).length === 0) return refuse('nothing-provided', '/facts');
  const wrong = refuseFacts(command.facts, context);
  if (wrong !== null) return { refused: wrong };
  const { facts, marks, unit } = command;
  return accept({ type: 'FactsProvided', facts, ...written({ marks, unit }) });
}

/**
 * Asks for what is missing, our own people before the customer where the policy says so (S1e), and says when to ask again;
 * after the last time the desk is left with it.
 */
export function chaseFact(missing: readonly FactName[], ordinal: number, atMs: number, context: CaseContext): CaseFact {
  const { chase } = context.policy;
  const { inside } = chase;
  if (inside !== undefined && ordinal <= inside.times) {
    const nextAtMs = waitFrom(context.calendars.spans[inside.hours] ?? [], atMs, inside.everyMs);
    return { type: 'FactsChased', missing, ordinal, nextAtMs, inside: true };
  }
  const again = ordinal < chase.times + (inside?.times ?? 0);
  const nextAtMs = again ? waitFrom(context.calendars.spans[chase.hours] ?? [], atMs, chase.everyMs) : null;
  return { type: 'FactsChased', missing, ordinal, nextAtMs };
}
