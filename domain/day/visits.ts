import type { CaseView } from '../case/view.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { Span } from '../shared/time.ts';

/** How a visit stands for whoever makes it. */
export type VisitStanding =
  | 'not-agreed'
  | 'planned'
  | 'on-the-way'
  | 'there'
  | 'waits-for-others'
  | 'to-sign'
  | 'on-hold'
  | 'done';

/** What whoever makes a visit may say of it. */
export const VISIT_ACTS = ['depart', 'arrive', 'no-show', 'report', 'sign'] as const;
export type VisitAct = (typeof VISIT_ACTS)[number];

const ACTS: Readonly<Record<VisitStanding, readonly VisitAct[]>> = {
  'not-agreed': [],
  planned: ['depart', 'arrive', 'no-show'],
  'on-the-way': ['arrive', 'no-show'],
  there: ['report'],
  'waits-for-others': [],
  'to-sign': ['sign'],
  'on-hold': [],
  done: [],
};

export function actsOf(standing: VisitStanding): readonly VisitAct[] {
  return ACTS[standing];
}

/** True when the case is for this person to go to, alone, in front or along. */
export function goesTo(personId: PersonId, { technicianId, crewIds = [] }: CaseView): boolean {
  return technicianId === personId || crewIds.includes(personId);
}

export function standingOf({ hold, stage, departed, nextStep, appointment }: CaseView): VisitStanding {
  if (hold !== null) return 'on-hold';
  switch (stage) {
    case 'visit':
      return departed ? 'on-the-way' : 'planned';
    case 'report':
      if (nextStep?.what === 'reinforce') return 'waits-for-others';
      return nextStep?.what === 'sign' ? 'to-sign' : 'there';
    case 'appointment':
      return 'not-agreed';
    default:
      // A plan may have steps between its appointment and its visit.
      return appointment !== null && appointment.status !== 'confirmed' ? 'not-agreed' : 'done';
  }
}

/**
 * A person's visits of a day in their order: those whose appointment touches it, and those of earlier days that were not
 * brought to an end.
 */
export function visitsOn(views: readonly CaseView[], personId: PersonId, [fromMs, untilMs]: Span): CaseView[] {
  const isOn = (view: CaseView): boolean => {
    const { appointment, stage, closedAtMs } = view;
    if (appointment === null || appointment.startMs >= untilMs || !goesTo(personId, view)) return false;
    if (appointment.endMs > fromMs) return true;
    return closedAtMs === null && (stage === 'visit' || stage === 'report');
  };
  const startOf = ({ appointment }: CaseView) => appointment?.startMs ?? 0;
  return views.filter(isOn).sort((a, b) => startOf(a) - startOf(b) || (a.caseId < b.caseId ? -1 : 1));
}
