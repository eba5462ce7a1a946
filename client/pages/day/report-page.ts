import { OPINIONS } from '../../../domain/case/commands.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { toMinor } from '../../../domain/policy/units.ts';
import { FAULT_CAUSES, FINDINGS, REPORT_RESULTS, USUAL_RESULTS } from '../../../domain/policy/vocabulary.ts';
import type { VisitSheet } from '../../day.ts';
import { localInstant } from '../../requests/local-instant.ts';
import type { Form } from '../form.ts';
import { whatOf } from './day-page.ts';
import type { Speech } from './speech.ts';

/** What may be charged, each with a field of its own: nothing else can be written down. */
const LISTS = ['parts', 'labour', 'fees'] as const;
type List = (typeof LISTS)[number];

const codesOf = ({ pinned: { prices } }: PolicyDocument, list: List): string[] => [
  ...Object.keys(prices[list] ?? {}),
  ...(list === 'parts' ? (prices.market ?? []) : []),
];

/** The body of FileReport as the form says it; what is no number or no time is left for the command to refuse. */
export function reportBody(form: Form, document: PolicyDocument, { words }: Pick<Speech, 'words'>): object {
  const { zone, pinned } = document;
  const used = (list: List) =>
    codesOf(document, list).flatMap((code) => {
      const quantity = form.text(`${list}:${code}`);
      if (quantity === '' || Number(quantity) === 0) return [];
      const price = form.text(`price:${code}`).replace(',', '.');
      const priced = list === 'parts' && price !== '' ? { priceMinor: toMinor(price, pinned.currency) ?? -1 } : {};
      return [{ code, quantity: Number(quantity), ...priced }];
    });
  const [untilDay = '', untilTime = ''] = form.text('until').split('T');
  const signer = form.text('signer');
  const note = [form.text('note'), signer === '' ? '' : `${words.signed}: ${signer}`].filter(Boolean).join('\n');
  const fees = used('fees');
  const findings = form.all('finding');
  const opinion = form.text('opinion');
  return {
    cause: form.text('cause'),
    result: form.text('result'),
    parts: used('parts'),
    labour: used('labour'),
    ...(fees.length === 0 ? {} : { fees }),
    ...(untilDay === '' ? {} : { until: localInstant(untilDay, untilTime, zone) ?? untilDay }),
    ...((pinned.visit?.checklist ?? []).length === 0 ? {} : { checklist: form.all('tick') }),
    ...(findings.length === 0 ? {} : { findings }),
    ...(opinion === '' ? {} : { opinion }),
    priceAccepted: form.text('accepted') === 'yes',
    ...(note === '' ? {} : { note }),
  };
}

/** What `report.liquid` shows; `form` is what was sent and refused, `price` what the customer is to accept. */
export function reportValues(
  sheet: VisitSheet,
  speech: Speech,
  base: string,
  form: Form,
  price: string | null,
): object {
  const { view, document } = sheet;
  const { prices, visit } = document.pinned;
  const { words, word } = speech;
  const choices = <Id extends string>(name: string, ids: readonly Id[], texts: Readonly<Partial<Record<Id, string>>>) =>
    ids.map((id) => ({ id, text: texts[id] ?? word(id), on: form.all(name).includes(id) }));
  const results = REPORT_RESULTS.filter((id) => (visit?.results ?? USUAL_RESULTS).some((one) => one === id));
  return {
    words,
    here: `${base}/${view.caseId}`,
    what: whatOf(sheet, sheet, speech),
    stands: `${view.round}.${view.appointmentRevision}`,
    at: form.text('at'),
    causes: choices('cause', FAULT_CAUSES, words.causes),
    results: choices('result', results, words.results).map((one) => ({
      ...one,
      hint: words.resultHints[one.id] ?? '',
    })),
    takesIn: results.includes('taken-in'),
    until: form.text('until'),
    lists: LISTS.map((list) => ({
      title: words[list],
      open: codesOf(document, list).some((code) => form.text(`${list}:${code}`) !== ''),
      items: codesOf(document, list).map((code) => {
        const listed = prices[list]?.[code];
        return {
          field: `${list}:${code}`,
          name: word(code),
          price: listed === undefined ? '' : speech.money(listed),
          quantity: form.text(`${list}:${code}`),
          market: listed === undefined ? { field: `price:${code}`, value: form.text(`price:${code}`) } : null,
        };
      }),
    })).filter(({ items }) => items.length > 0),
    checklist: choices('tick', visit?.checklist ?? [], {}),
    findings: choices('finding', FINDINGS, words.finding),
    note: form.text('note'),
    price,
    accepted: form.text('accepted') === 'yes',
    signsHere: visit?.signed !== undefined,
    opinions: choices('opinion', OPINIONS, words.opinions),
    signer: form.text('signer'),
  };
}
