import type { PolicyDocument } from '../policy/document.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { ServiceReport } from './report.ts';
import type { Indicator } from './sections/indicators.ts';
import { percentKept } from './sections/limits.ts';
import type { NamedTally, Tally } from './sections/volume.ts';
import { bar, type Cell, number, percent, type Table, type Tone, text } from './table.ts';
import { channelWord } from './words.ts';

/** What ids are called in one language of a policy. An id without a word is its own. */
export interface Speech {
  readonly word: (id: string) => string;
  readonly person: (id: PersonId) => string;
  readonly product: (model: string) => string;
  /** The best score of the callback. */
  readonly best: number;
}

export function speechOf({ words, people, products, pinned }: PolicyDocument, locale: string): Speech {
  return {
    word: (id) => words[locale]?.[id] ?? id,
    person: (id) => people[id]?.name ?? id,
    product: (model) => products[model]?.name[locale] ?? model,
    best: pinned.callback.scale.highest,
  };
}

/** The tables of a report, in the order of its sections. */
export function tablesOf(report: ServiceReport, speech: Speech): readonly Table[] {
  const tables = [
    volume(report, speech),
    channels(report, speech),
    indicators(report, speech),
    limits(report, speech),
    recurring(report, speech),
    catalogue(report, speech),
    technicians(report, speech),
    certificates(report, speech),
  ];
  return tables.filter((table) => table !== null);
}

/** A table by the columns' words, titled by its own. */
function table({ word }: Speech, id: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  return { id, title: word(id), head: columns.map((column) => (column === '' ? '' : word(column))), rows };
}

function volume({ calls, enquiries, requests }: ServiceReport, speech: Speech): Table | null {
  const { word } = speech;
  const lines: (readonly [string, Tally])[] = [
    ...(calls ? [[word('calls'), calls] as const] : []),
    ...(enquiries ? [[word('enquiries'), enquiries] as const] : []),
    ...(requests
      ? ([
          [word('requests'), requests.opened],
          ...requests.byKind.map((tally): [string, Tally] => [`· ${word(tally.name)}`, tally]),
          [word('closed'), requests.closed],
          [word('open'), requests.open],
          [word('overdue'), requests.overdue],
        ] as const)
      : []),
  ];
  if (lines.length === 0) return null;
  const most = Math.max(...lines.map(([, { count }]) => count));
  const rows = lines.map(([name, { count, before }]) => {
    const tone = name === word('overdue') && count > 0 ? 'bad' : 'plain';
    return [text(name), number(count, 0, tone), number(before), bar(count, most, tone)];
  });
  return table(speech, 'volume', ['item', 'this-time', 'before', ''], rows);
}

function channels({ requests }: ServiceReport, speech: Speech): Table | null {
  if (!requests) return null;
  const most = Math.max(0, ...requests.byChannel.map(({ count }) => count));
  const rows = requests.byChannel.map(({ name, count, before }: NamedTally) => [
    text(speech.word(channelWord(name))),
    ...[number(count), number(before), bar(count, most)],
  ]);
  return table(speech, 'channels', ['channel', 'this-time', 'before', ''], rows);
}

function indicators({ indicators }: ServiceReport, speech: Speech): Table | null {
  if (!indicators) return null;
  const rows = indicators.map((indicator) => {
    const { name, value, target, before, of } = indicator;
    const isScore = name === 'satisfaction';
    const shown = (one: number | null, tone = toneOf(null)) => (isScore ? number(one, 2, tone) : percent(one, tone));
    const tone = toneOf(indicator);
    return [
      ...[text(speech.word(name)), shown(value, tone), shown(target), shown(before), number(of)],
      bar(value ?? 0, isScore ? speech.best : 100, tone, target),
    ];
  });
  return table(speech, 'indicators', ['indicator', 'value', 'target', 'before', 'measured', ''], rows);
}

function toneOf(indicator: Indicator | null): Tone {
  if (indicator?.verdict === 'missed') return 'bad';
  return indicator?.verdict === 'kept' ? 'good' : 'plain';
}

function limits({ limits }: ServiceReport, speech: Speech): Table | null {
  if (!limits) return null;
  const rows = limits.map(({ clockId, met, missed }) => {
    const share = percentKept([{ met, missed }]);
    return [
      ...[text(speech.word(clockId)), number(met), number(missed, 0, missed > 0 ? 'bad' : 'plain')],
      ...[percent(share), bar(share ?? 0, 100, missed > 0 ? 'plain' : 'good')],
    ];
  });
  return table(speech, 'limits', ['limit', 'met', 'missed', 'share', ''], rows);
}

function recurring({ recurring }: ServiceReport, speech: Speech): Table | null {
  if (!recurring) return null;
  const rows = recurring.map(({ productModel, problem, counts, warnings }) => [
    ...[text(speech.product(productModel)), text(speech.word(problem))],
    ...(['month', 'quarter', 'year'] as const).map((period) =>
      number(counts[period], 0, warnings.includes(period) ? 'bad' : 'plain'),
    ),
  ]);
  return table(speech, 'recurring', ['product', 'problem', 'month', 'quarter', 'year'], rows);
}

function catalogue({ catalogue }: ServiceReport, speech: Speech): Table | null {
  if (!catalogue) return null;
  const most = Math.max(0, ...catalogue.flatMap(({ problems }) => problems.map(({ cases }) => cases)));
  const named = catalogue.some(({ problems }) => problems.some(({ fault }) => fault !== null));
  const rows = catalogue.flatMap(({ productModel, problems }) =>
    problems.map(({ fault, cause, cases, atOnce, remedies }) => [
      text(speech.product(productModel)),
      ...(named ? [text(fault === null ? '' : speech.word(fault))] : []),
      ...[text(speech.word(cause)), number(cases), number(atOnce)],
      text(remedies.map((remedy) => `${speech.word(remedy.code)} ${remedy.cases}×`).join(', ')),
      bar(cases, most),
    ]),
  );
  const columns = ['product', ...(named ? ['problem'] : []), 'cause', 'cases', 'at-once', 'remedies', ''];
  return table(speech, 'catalogue', columns, rows);
}

function technicians({ technicians }: ServiceReport, speech: Speech): Table | null {
  if (!technicians) return null;
  const rows = technicians.map(({ personId, visits, reports, score, dissatisfied, reopened, incidents }) => [
    ...[text(speech.person(personId)), number(visits), number(reports), number(score, 2)],
    ...[dissatisfied, reopened, incidents].map((count) => number(count, 0, count > 0 ? 'bad' : 'plain')),
  ]);
  const counts = ['visited', 'reports', 'score', 'dissatisfied', 'reopened', 'incidents'];
  return table(speech, 'technicians', ['person', ...counts], rows);
}

function certificates({ certificates }: ServiceReport, speech: Speech): Table | null {
  if (!certificates) return null;
  const rows = certificates.map(({ personId, certificate, validUntil, daysLeft }) => [
    ...[text(speech.person(personId)), text(speech.word(certificate)), text(validUntil)],
    number(daysLeft, 0, daysLeft < 0 ? 'bad' : 'plain'),
  ]);
  return table(speech, 'certificates', ['person', 'certificate', 'valid-until', 'days-left'], rows);
}
