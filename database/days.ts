import type { CaseView } from '../domain/case/view.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Span } from '../domain/shared/time.ts';
import type { Queryable } from './pool.ts';

/** More than anybody visits in a day. */
const MOST = 100;

/** Cases with an appointment before the end of a span that a person goes to, closed ones only if they closed in it or later. */
export async function casesToGoTo(
  db: Queryable,
  organisationId: OrganisationId,
  personId: PersonId,
  [fromMs, untilMs]: Span,
): Promise<CaseView[]> {
  const { rows } = await db.query<{ view: CaseView }>(
    `select view from cases
     where organisation_id = $1 and (technician_id = $2 or view->'crewIds' ? $2)
       and (closed_at is null or closed_at >= $3)
       and (view->'appointment'->>'startMs')::float8 < $4
       and ((view->'appointment'->>'endMs')::float8 > $5 or (closed_at is null and stage in ('visit', 'report')))
     order by (view->'appointment'->>'startMs')::float8, case_id limit ${MOST}`,
    [organisationId, personId, new Date(fromMs), untilMs, fromMs],
  );
  return rows.map(({ view }) => view);
}
