import type { DayClaim } from '../../../domain/day/claim.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import type { Day } from '../../day.ts';
import type { HttpDeps } from '../../http/deps.ts';
import { pageLocale } from '../locale.ts';
import type { ActPlace } from './act.ts';
import { type Speech, speechOf } from './speech.ts';

/** A day as one of our people sees it, in their language. */
export interface DayPlace {
  readonly claim: DayClaim;
  readonly day: Day;
  readonly speech: Speech;
  /** The address of the day, without a slash at its end. */
  readonly base: string;
}

/** One visit of it. */
export interface Place extends ActPlace {
  readonly base: string;
}

type Deps = Pick<HttpDeps, 'aftercare' | 'organisations'>;

export async function dayOf({ aftercare }: Deps, claim: DayClaim, base: string): Promise<DayPlace> {
  const day = await aftercare.day(claim);
  return { claim, day, base, speech: speechFor(day.document, claim) };
}

/** Throws `RefusedError` (`unknown-case`). */
export async function placeOf(
  { aftercare, organisations }: Deps,
  claim: DayClaim,
  base: string,
  caseId: CaseId,
): Promise<Place> {
  const tenant = await organisations.tenant(claim.organisationId);
  const sheet = await aftercare.visitSheet(claim, caseId);
  return { tenant, claim, sheet, base, speech: speechFor(sheet.document, claim) };
}

function speechFor(document: PolicyDocument, { personId }: DayClaim): Speech {
  return speechOf(document, pageLocale(document.people[personId]?.locale, document.pinned.defaultLocale));
}
