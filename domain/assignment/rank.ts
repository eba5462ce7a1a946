import type { ScoreCard } from '../case/events.ts';
import { matches, type Traits } from '../policy/match.ts';
import { holdsRole } from '../policy/people.ts';
import type { Person, PersonId, PinnedPolicy, Role } from '../policy/pinned.ts';
import type { CivilDate } from '../shared/civil-date.ts';

export type Lack = ScoreCard['lacks'][number];

/** What assignment looks at besides the policy (S1c, S4.4.3: skill, certificate, region, load). */
export interface AssignmentCase {
  readonly traits: Traits;
  /** Whom it asks for. */
  readonly role: Role;
  readonly region: string | null;
  /** Technicians of earlier rounds whom the policy keeps away from a reopened case. */
  readonly excludedIds: readonly PersonId[];
  readonly today: CivilDate;
  /** People who are not there: on leave today, or not at work when the work begins at once. */
  readonly offDutyIds: readonly PersonId[];
}

/** Everyone in the role that is sent: those who fit first, the least loaded of them first, then by id. */
export function rankTechnicians(
  policy: PinnedPolicy,
  work: AssignmentCase,
  openCases: Readonly<Record<PersonId, number>>,
): readonly ScoreCard[] {
  return policy.people
    .filter((person) => holdsRole(person, work.role))
    .map((person): ScoreCard => {
      const load = openCases[person.id] ?? 0;
      const lacks = lacksOf(policy, person, work, load);
      return { personId: person.id, fits: lacks.length === 0, lacks, openCases: load };
    })
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        a.lacks.length - b.lacks.length ||
        a.openCases - b.openCases ||
        (a.personId < b.personId ? -1 : 1),
    );
}

/** Why a person cannot take the work; empty when nothing stands against it. */
export function lacksOf(
  policy: PinnedPolicy,
  person: Person,
  work: AssignmentCase,
  openCases: number,
): readonly Lack[] {
  const needs = policy.assignment.needs.filter(({ when }) => matches(when, work.traits));
  const lacks: Lack[] = [];
  if (!needs.flatMap(({ skills }) => skills).every((skill) => person.skills.includes(skill))) lacks.push('skill');
  const valid = person.certificates.filter(({ validUntil }) => work.today <= validUntil).map(({ name }) => name);
  if (!needs.flatMap(({ certificates }) => certificates).every((name) => valid.includes(name)))
    lacks.push('certificate');
  if (policy.assignment.regionMustMatch && (work.region === null || !person.regions.includes(work.region))) {
    lacks.push('region');
  }
  if (openCases >= person.maxOpenCases) lacks.push('capacity');
  if (work.excludedIds.includes(person.id)) lacks.push('excluded');
  if (work.offDutyIds.includes(person.id)) lacks.push('off-duty');
  return lacks;
}
