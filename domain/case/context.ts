import type { ExpandedCalendars } from '../calendar/expanded.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';

/** All that a rule may look at besides the case itself. `nowMs` is the only clock there is. */
export interface CaseContext {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly policy: PinnedPolicy;
  readonly calendars: ExpandedCalendars;
  readonly nowMs: number;
}
