import type { PastVisit } from '../../../domain/day/history.ts';
import { actsOf, standingOf } from '../../../domain/day/visits.ts';
import type { FactName } from '../../../domain/policy/vocabulary.ts';
import type { VisitSheet } from '../../day.ts';
import { badgeOf, timeOf, whatOf } from './day-page.ts';
import type { Speech } from './speech.ts';

/** What whoever goes there asks first. */
const FIRST_FACTS: readonly FactName[] = ['customer-name', 'phone', 'address', 'fault-description', 'wish'];
/** Of no use on the spot, or said above already, as the product is, in words. */
const LEFT_OUT: readonly FactName[] = [
  'preferred-technician',
  'excluded-technician',
  'referrer',
  'birthday',
  'email',
  'region',
  'customer-zone',
  'product-model',
];

/** What `visit.liquid` shows: who, where, what, what may be said of it now, and what happened before. */
export function visitValues(sheet: VisitSheet, speech: Speech, base: string): object {
  const { view, document } = sheet;
  const here = `${base}/${view.caseId}`;
  const acts = actsOf(standingOf(view));
  return {
    words: speech.words,
    back: base,
    here,
    time: timeOf(sheet, speech),
    badge: badgeOf(sheet, speech),
    urgent: view.urgency === 'emergency',
    what: whatOf(sheet, sheet, speech),
    facts: factsOf(sheet, speech),
    told: acts.filter((act) => act === 'depart' || act === 'arrive' || act === 'no-show'),
    writes: acts.includes('report'),
    signs: acts.includes('sign'),
    hears: customerHears(document),
    stands: `${view.round}.${view.appointmentRevision}`,
    ...historyValues(sheet, speech),
    photos: sheet.files
      .filter(({ kind, erased }) => kind === 'photo' && !erased)
      .map(({ id }) => `${here}/files/${id}`),
    hotline: document.organisation[speech.locale]?.hotline ?? '',
  };
}

/** True when the policy tells customers that somebody is on the way. */
export function customerHears({ pinned }: VisitSheet['document']): boolean {
  return pinned.notices.some(({ on, to }) => on === 'technician-departed' && to.kind === 'customer');
}

function factsOf({ facts }: VisitSheet, { word }: Speech) {
  const names = Object.keys(facts) as FactName[];
  const others = names.filter((name) => !FIRST_FACTS.includes(name) && !LEFT_OUT.includes(name));
  return [...FIRST_FACTS, ...others].flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [{ name: word(name), value, phone: name === 'phone' }];
  });
}

function historyValues({ history, texts, problems }: VisitSheet, speech: Speech) {
  const { words, moment, word } = speech;
  const noteOf = (id: string | null): string => {
    const entry = id === null ? undefined : texts[id];
    return entry?.kind === 'text' ? entry.content : '';
  };
  return {
    visits: history.visits.map((visit) => ({
      at: moment(visit.atMs),
      text:
        visit.what === 'missed'
          ? words.missed[visit.who]
          : [words.reported, words.causes[visit.cause], words.results[visit.result], ...usedIn(visit, word)].join(
              ' · ',
            ),
      note: noteOf(visit.noteId),
    })),
    notes: history.notes.flatMap(({ atMs, noteId }) => {
      const note = noteOf(noteId);
      return note === '' ? [] : [{ at: moment(atMs), note }];
    }),
    repairs: history.repairs.map(({ on, fault, part }) =>
      [on, ...[fault, part].flatMap((id) => (id === null ? [] : [word(id)]))].join(' · '),
    ),
    problems: problems.map(({ fault, cause, cases, remedies }) => ({
      what: [...(fault === null ? [] : [word(fault)]), words.causes[cause]].join(' · '),
      remedies: remedies.map(({ code }) => word(code)).join(', '),
      cases,
    })),
  };
}

function usedIn(
  { parts, labour }: Pick<Extract<PastVisit, { what: 'reported' }>, 'parts' | 'labour'>,
  word: Speech['word'],
): string[] {
  return [...parts, ...labour].map(({ code, quantity }) => `${word(code)} × ${quantity}`);
}
