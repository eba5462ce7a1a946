import type { DayClaim } from '../../../domain/day/claim.ts';
import { standingOf, type VisitStanding } from '../../../domain/day/visits.ts';
import type { Day, Stop } from '../../day.ts';
import type { Speech } from './speech.ts';

const TONES: Readonly<Record<VisitStanding, '' | 'now' | 'bad' | 'good'>> = {
  'not-agreed': 'bad',
  planned: '',
  'on-the-way': 'now',
  there: 'now',
  'waits-for-others': 'now',
  'to-sign': 'now',
  'on-hold': 'bad',
  done: 'good',
};

export interface Badge {
  readonly text: string;
  readonly tone: string;
}

export function badgeOf(stop: Pick<Stop, 'view'>, { words }: Speech): Badge {
  const standing = standingOf(stop.view);
  return { text: words.standing[standing], tone: TONES[standing] };
}

/** `10:00–12:00`; with its day where it is another. */
export function timeOf({ view: { appointment } }: Pick<Stop, 'view'>, speech: Speech): string {
  if (appointment === null) return '';
  return `${speech.clock(appointment.startMs)}–${speech.clock(appointment.endMs)}`;
}

/** What `day.liquid` shows: the stops in their order. */
export function dayValues(day: Day, { personId }: Pick<DayClaim, 'personId'>, speech: Speech, base: string): object {
  const { words } = speech;
  return {
    words,
    person: day.document.people[personId]?.name ?? '',
    stops: day.stops.map((stop) => ({
      href: `${base}/${stop.view.caseId}`,
      time: timeOf(stop, speech),
      badge: badgeOf(stop, speech),
      urgent: stop.view.urgency === 'emergency',
      along: stop.view.technicianId !== personId,
      name: stop.facts['customer-name'] ?? stop.view.caseId,
      address: stop.facts.address ?? '',
      what: whatOf(stop, day, speech),
    })),
  };
}

/** The kind of the case and the product. */
export function whatOf({ view }: Pick<Stop, 'view'>, { document }: Pick<Day, 'document'>, { locale, word }: Speech) {
  const model = view.productModel;
  const product = model === null ? null : (document.products[model]?.name[locale] ?? model);
  return [word(view.kind), product].filter(Boolean).join(' · ');
}
