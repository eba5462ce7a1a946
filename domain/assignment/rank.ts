import type { ScoreCard } from '../case/events.ts';
import { matches, type Traits } from '../policy/match.ts';
import { holdsRole } from '../policy/people.ts';
import type { Person, PersonId, PinnedPolicy, Role } from '../policy/pinned.ts';
import type { CivilDate } from '../shared/civil-date.ts';

export type Lack = ScoreCard['lacks'][number];
export type Load = Readonly<Record<PersonId, number>>;

/** What assignment looks at besides the policy (S1c, S4.4.3: skill, certificate, region, load). */
export interface AssignmentCase {
  readonly traits: Traits;
  /** Whom it asks for: one role, and the reserve once that is open. */
  readonly roles: readonly Role[];
  readonly region: string | null;
  /** Technicians of earlier rounds whom the policy keeps away from a reopened case, and whom the customer does not want. */
  readonly excludedIds: readonly PersonId[];
  /** Whom the customer wishes for. */
  readonly preferredId: PersonId | null;
  readonly today: CivilDate;
  /** People who are not there: on leave today, or not at work when the work begins at once. */
  readonly offDutyIds: readonly PersonId[];
}

/** Everyone in the roles that are sent: those who fit first, whom the customer wishes for, the least loaded, then by id. */
export function rankTechnicians(policy: PinnedPolicy, work: AssignmentCase, openCases: Load): readonly ScoreCard[] {
  const able = (person: Person) => skillsLacked(policy, person, work);
  return ranked(policy, work, work.roles, openCases, able);
}

/** Everyone who may go along; what the work needs is for whoever leads them to bring. */
export function rankCrew(
  policy: PinnedPolicy,
  work: AssignmentCase,
  role: Role,
  openCases: Load,
): readonly ScoreCard[] {
  return ranked(policy, work, [role], openCases, () => []);
}

function ranked(
  policy: PinnedPolicy,
  work: AssignmentCase,
  roles: readonly Role[],
  openCases: Load,
  able: (person: Person) => readonly Lack[],
): readonly ScoreCard[] {
  return policy.people
    .filter((person) => roles.some((role) => holdsRole(person, role)))
    .map((person): ScoreCard => {
      const load = openCases[person.id] ?? 0;
      const lacks = [...able(person), ...presenceLacked(policy, person, work, load)];
      const preferred = person.id === work.preferredId ? { preferred: true as const } : {};
      return { personId: person.id, fits: lacks.length === 0, lacks, openCases: load, ...preferred };
    })
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        a.lacks.length - b.lacks.length ||
        Number(b.preferred ?? false) - Number(a.preferred ?? false) ||
        a.openCases - b.openCases ||
        (a.personId < b.personId ? -1 : 1),
    );
}

/** Why a person cannot take the work, load aside; empty when nothing stands against it. */
export function lacksOf(policy: PinnedPolicy, person: Person, work: AssignmentCase): readonly Lack[] {
  return [...skillsLacked(policy, person, work), ...crewLacks(policy, person, work)];
}

/** Why a person cannot go along, load aside. */
export function crewLacks(policy: PinnedPolicy, person: Person, work: AssignmentCase): readonly Lack[] {
  return presenceLacked(policy, person, work, 0);
}

function skillsLacked(policy: PinnedPolicy, person: Person, work: AssignmentCase): readonly Lack[] {
  const needs = policy.assignment.needs.filter(({ when }) => matches(when, work.traits));
  const lacks: Lack[] = [];
  if (!needs.flatMap(({ skills }) => skills).every((skill) => person.skills.includes(skill))) lacks.push('skill');
  const valid = person.certificates.filter(({ validUntil }) => work.today <= validUntil).map(({ name }) => name);
  if (!needs.flatMap(({ certificates }) => certificates).every((name) => valid.includes(name)))
    lacks.push('certificate');
  return lacks;
}

function presenceLacked(
  policy: PinnedPolicy,
  person: Person,
  { region, excludedIds, offDutyIds }: AssignmentCase,
  openCases: number,
): readonly Lack[] {
  const lacks: Lack[] = [];
  if (policy.assignment.regionMustMatch && (region === null || !person.regions.includes(region))) lacks.push('region');
  if (openCases >= person.maxOpenCases) lacks.push('capacity');
  if (excludedIds.includes(person.id)) lacks.push('excluded');
  if (offDutyIds.includes(person.id)) lacks.push('off-duty');
  return lacks;
}
