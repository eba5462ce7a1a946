import { expandPolicy } from '../domain/calendar/expand-policy.ts';
import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import type { PolicyShelf } from './policy-shelf.ts';
import type { CalendarRequest } from './ports.ts';

/** The calendars of a case's policy as absolute spans. */
export async function expandPolicyCalendars(
  policies: PolicyShelf,
  request: CalendarRequest,
): Promise<ExpandedCalendars> {
  const document = await policies(request.organisationId, request.policyVersion);
  return expandPolicy(document, request.fromMs, request.days);
}
