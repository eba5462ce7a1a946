import { neededWords } from './check/words.ts';
import type { Localised, Templates } from './document.ts';
import type { PolicySource } from './schema.ts';
import { templateName } from './template-values.ts';

/** What policies have in common: each takes from it what it needs and does not say itself. */
export interface Shared {
  readonly words: PolicySource['words'];
  readonly holidays: PolicySource['holidays'];
  readonly templates: Templates;
}

export const NOTHING_SHARED: Shared = { words: {}, holidays: {}, templates: {} };

/** The policy with all that it takes; only that is part of its version. */
export function withShared(
  source: PolicySource,
  own: Templates,
  { words, holidays, templates }: Shared,
): { readonly source: PolicySource; readonly templates: Templates } {
  const wanted = neededWords(source);
  const lists = Object.values(source.calendars).flatMap((calendar) => calendar.holidays);
  return {
    source: {
      ...source,
      words: filled(source, source.words, words, wanted),
      holidays: withLacking(source.holidays, holidays, lists),
    },
    templates: filled(source, own, templates, source.notices.flatMap(namesOf)),
  };
}

function namesOf({ on, to, by }: PolicySource['notices'][number]): string[] {
  return by.map((channel) => templateName(on, to?.kind === 'customer' ? 'customer' : 'staff', channel));
}

/** A language that neither has a word in stays unknown. */
function filled(
  { locales }: PolicySource,
  own: Localised<Readonly<Record<string, string>>>,
  shared: Localised<Readonly<Record<string, string>>>,
  wanted: readonly string[],
): Record<string, Record<string, string>> {
  const known = [...new Set([...Object.keys(own), ...locales.filter((locale) => shared[locale] !== undefined)])];
  return Object.fromEntries(
    known.map((locale) => [locale, withLacking(own[locale] ?? {}, shared[locale] ?? {}, wanted)]),
  );
}

/** What is its own stays in its place: the order is part of the version. */
function withLacking<T>(
  own: Readonly<Record<string, T>>,
  shared: Readonly<Record<string, T>>,
  wanted: readonly string[],
): Record<string, T> {
  const lacking = [...new Set(wanted)].filter((name) => own[name] === undefined && shared[name] !== undefined);
  return { ...own, ...Object.fromEntries(lacking.map((name) => [name, shared[name] as T])) };
}
