import { OPINIONS } from '../../../domain/case/commands.ts';
import type { VisitSheet } from '../../day.ts';
import type { Form } from '../form.ts';
import { whatOf } from './day-page.ts';
import type { Speech } from './speech.ts';

/** The body of SignReport as the form says it. */
export function signBody(form: Form): object {
  const signer = form.text('signer');
  return { opinion: form.text('opinion'), ...(signer === '' ? {} : { note: signer }) };
}

/** What `sign.liquid` shows: what the customer signs, and what they think of it. */
export function signValues(sheet: VisitSheet, speech: Speech, base: string, form: Form): object {
  const { view, history, texts } = sheet;
  const { words, word, money } = speech;
  const report = history.visits.find((visit) => visit.what === 'reported');
  const note = report?.noteId ? texts[report.noteId] : undefined;
  const used = report === undefined ? [] : [...report.parts, ...report.labour];
  const lines = report === undefined ? [] : [words.causes[report.cause], words.results[report.result]];
  return {
    words,
    here: `${base}/${view.caseId}`,
    what: whatOf(sheet, sheet, speech),
    stands: `${view.round}.${view.appointmentRevision}`,
    at: form.text('at'),
    lines: [...lines, ...used.map(({ code, quantity }) => `${word(code)} × ${quantity}`)],
    note: note?.kind === 'text' ? note.content : '',
    price: report === undefined ? '' : money(report.fee.amountMinor),
    opinions: OPINIONS.map((id) => ({ id, text: words.opinions[id], on: form.text('opinion') === id })),
    signer: form.text('signer'),
  };
}
