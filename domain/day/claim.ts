import type { PersonId } from '../policy/pinned.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { OrganisationId } from '../shared/ids.ts';
import { HOUR_MS, type Span } from '../shared/time.ts';

/** The link of one of our people to one of their days. Nothing personal: people have opaque ids. */
export interface DayClaim {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  /** A local day of the policy. */
  readonly on: CivilDate;
  /** A whole hour. */
  readonly expiresAtMs: number;
}

/** The link opens as long as what happened on that day may still be told: late paper is recorded by the same page. */
export function dayClaim(
  who: Pick<DayClaim, 'organisationId' | 'personId' | 'on'>,
  [, endMs]: Span,
  effectiveBackMs: number,
): DayClaim {
  return { ...who, expiresAtMs: Math.ceil((endMs + effectiveBackMs) / HOUR_MS) * HOUR_MS };
}
