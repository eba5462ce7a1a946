import { expandCalendars } from '../calendar/expand.ts';
import { localDate } from '../calendar/local-day.ts';
import type { CaseView } from '../case/view.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { PersonId } from '../policy/pinned.ts';
import { addDays, dayStart } from '../report/window.ts';
import { type DayClaim, dayClaim } from './claim.ts';
import { goesTo } from './visits.ts';

/** The day that a message to one of our people may lead to: that of the visit, for whoever goes there; null for others. */
export function offeredDay(
  view: CaseView,
  personId: PersonId,
  { zone, pinned }: Pick<PolicyDocument, 'zone' | 'pinned'>,
): DayClaim | null {
  const { appointment, organisationId } = view;
  if (appointment === null || !goesTo(personId, view)) return null;
  const on = localDate(expandCalendars({}, zone, appointment.startMs, 1), appointment.startMs);
  const span = [dayStart(zone, on), dayStart(zone, addDays(on, 1))] as const;
  return dayClaim({ organisationId, personId, on }, span, pinned.effectiveBackMs);
}
