import { matches, type Traits } from '../policy/match.ts';
import { holdsRole } from '../policy/people.ts';
import type { AssignmentRules, Person, PinnedPolicy, Role } from '../policy/pinned.ts';

/** Whom a case asks for: a supplier for its own part, a crew for our workmanship, a partner for the rest (S1b, S1d). */
export function roleSent({ role, roles = [] }: AssignmentRules, traits: Traits, round: number): Role {
  return roles[rowThatSends({ roles }, traits, round)]?.role ?? role;
}

/** The row of `roles` that decides, or -1 when none fits and it is `role` that is sent. */
export function rowThatSends({ roles = [] }: Pick<AssignmentRules, 'roles'>, traits: Traits, round: number): number {
  return roles.findIndex(({ when, fromRound = 1 }) => round >= fromRound && matches(when, traits));
}

/** Everybody whom some case may be left to. */
export function peopleSent({ people, assignment }: PinnedPolicy): readonly Person[] {
  const roles = [assignment.role, ...(assignment.roles ?? []).map(({ role }) => role)];
  return people.filter((person) => roles.some((role) => holdsRole(person, role)));
}
