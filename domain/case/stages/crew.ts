import { type AssignmentCase, crewLacks, type Load, rankCrew } from '../../assignment/rank.ts';
import { crewAsked } from '../../assignment/team.ts';
import { findPerson, holdsRole } from '../../policy/people.ts';
import type { PersonId, PinnedPolicy, Role } from '../../policy/pinned.ts';
import type { ScoreCard } from '../events.ts';
import type { Refusal } from '../refusals.ts';
import { refuse } from '../ruling.ts';

type Crew = { readonly ids: readonly PersonId[] } | { readonly refused: Refusal };

const PLACE = '/crewIds';

/** Those ranked first, as many as the case asks for (S1s); nobody where it asks for none. */
export function crewRanked(
  policy: PinnedPolicy,
  work: AssignmentCase,
  technicianId: PersonId,
  load: Load | null,
): Crew {
  const asked = crewAsked(policy.assignment, work.traits);
  if (asked === null) return { ids: [] };
  if (load === null) return refuse('load-not-known-yet', PLACE);
  const fitting = crewFitting(rankCrew(policy, work, asked.with, load), technicianId);
  return large(asked, fitting.slice(0, asked.size));
}

/** Those whom the lead names; more than the case asks for may go. */
export function crewNamed(
  policy: PinnedPolicy,
  work: AssignmentCase,
  technicianId: PersonId,
  named: readonly PersonId[],
): Crew {
  const asked = crewAsked(policy.assignment, work.traits);
  if (asked === null) return named.length === 0 ? { ids: [] } : refuse('crew-unwanted', PLACE);
  const ids = [...new Set(named)].filter((id) => id !== technicianId);
  for (const [i, id] of ids.entries()) {
    const wrong = unfit(policy, work, asked.with, id, `${PLACE}/${i}`);
    if (wrong !== null) return wrong;
  }
  return large(asked, ids);
}

/** Who may go along with a technician, the first first. */
export function crewFitting(ranked: readonly ScoreCard[], technicianId: PersonId): readonly PersonId[] {
  return ranked.filter(({ fits, personId }) => fits && personId !== technicianId).map(({ personId }) => personId);
}

function unfit(policy: PinnedPolicy, work: AssignmentCase, role: Role, id: PersonId, place: string): Crew | null {
  const person = findPerson(policy, id);
  if (person === null) return refuse('unknown-person', place, { value: id });
  if (!holdsRole(person, role)) return refuse('not-in-role', place, { value: id, role });
  const lacks = crewLacks(policy, person, work);
  return lacks.length === 0 ? null : refuse('technician-lacks', place, { value: id, lacks: lacks.join(', ') });
}

function large(asked: { readonly size: number; readonly with: Role }, ids: readonly PersonId[]): Crew {
  if (ids.length >= asked.size) return { ids };
  return refuse('crew-too-small', PLACE, { size: asked.size, role: asked.with, found: ids.join(', ') || '-' });
}
