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

/** How many go with whoever is sent, and of which role; null when nobody does. */
export function crewAsked({ crew = [] }: AssignmentRules, traits: Traits): { size: number; with: Role } | null {
  return crew.find(({ when }) => matches(when, traits)) ?? null;
}

/** Everybody whom some case may be left to, or who may go with them. */
export function peopleSent({ people, assignment }: PinnedPolicy): readonly Person[] {
  const roles = new Set([...rolesSent(assignment), ...(assignment.crew ?? []).map((row) => row.with)]);
  return people.filter((person) => [...roles].some((role) => holdsRole(person, role)));
}

/** Every role that a case may be left to. */
export function rolesSent({ role, roles = [], reserve }: Sent): readonly Role[] {
  return [role, ...roles.map((row) => row.role), ...(reserve === undefined ? [] : [reserve.role])];
}

/** The part of the rules that names roles, pinned or as it is written. */
interface Sent {
  readonly role: Role;
  readonly roles?: readonly { readonly role: Role }[] | undefined;
  readonly reserve?: { readonly role: Role } | undefined;
}
