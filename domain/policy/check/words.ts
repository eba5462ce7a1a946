import { reportWords } from '../../report/words.ts';
import type { FaultPath, Finding } from '../fault.ts';
import { partsOf } from '../item-words.ts';
import { FREIGHT_PAYERS } from '../pinned-depot.ts';
import { RECEIPT_WORDS } from '../receipt-words.ts';
import type { PolicySource } from '../schema.ts';
import { FAULT_CAUSES } from '../vocabulary.ts';

/** How a case may end, for the notice `case-closed`. */
const OUTCOMES = ['completed', 'solved-remotely', 'withdrawn', 'duplicate', 'not-serviceable', 'answered'];

/** Whatever a text may have to name has a name in every language. */
export function checkWords(source: PolicySource): Finding[] {
  const needed = [...new Set(neededWords(source))];
  return source.locales.flatMap((locale) => [
    ...lacking(source.organisation, locale, ['organisation'], 'the name and the hotline'),
    ...Object.entries(source.products).flatMap(([model, { name }]) =>
      lacking(name, locale, ['products', model, 'name'], `the name of ${model}`),
    ),
    ...(source.words[locale] === undefined
      ? lacking(source.words, locale, ['words'], 'the words')
      : needed
          .filter((id) => source.words[locale]?.[id] === undefined)
          .map(
            (id): Finding => ({
              code: 'missing-word',
              message: `${id} has no word in ${locale}; write ${id}: … in words, under ${locale}`,
              path: ['words', locale],
            }),
          )),
  ]);
}

/** What texts of the policy may have to name. */
export function neededWords(source: PolicySource): string[] {
  const said = (trigger: string): boolean => source.notices.some(({ on }) => on === trigger);
  return [
    ...Object.entries(source.kinds).flatMap(([kind, plan]) => [kind, ...(plan?.needs ?? [])]),
    ...(source.faults ?? []),
    ...Object.keys(source.clocks),
    ...(source.visit?.incidents ?? []),
    ...Object.entries(source.items ?? {}).flatMap(([name, { topics = {}, rules = [] }]) => [
      ...[name, ...Object.keys(topics)],
      ...(rules.length === 0 ? [] : FREIGHT_PAYERS),
      ...rules.flatMap(({ remedy }) => remedy),
    ]),
    ...(source.notices.some(({ on }) => isFinding(source, on)) ? FAULT_CAUSES : []),
    ...(source.reports ? reportWords(source.reports.mailed) : []),
    ...(source.receipts === undefined ? [] : RECEIPT_WORDS),
    ...(said('case-closed') ? OUTCOMES : []),
    ...(said('message-undeliverable') ? source.notices.map(({ on }) => on) : []),
  ];
}

/** A step of a unit in the workshop, whose text may name the cause. */
function isFinding({ items = {} }: PolicySource, on: string): boolean {
  return items[partsOf(on)?.name ?? '']?.is === 'depot-repair';
}

function lacking(
  localised: Readonly<Record<string, unknown>>,
  locale: string,
  path: FaultPath,
  what: string,
): Finding[] {
  if (localised[locale] !== undefined) return [];
  return [{ code: 'missing-locale', message: `${what} is not given in ${locale}; write ${locale}: … here`, path }];
}
