import type { Actor } from '../../domain/case/commands.ts';
import type { NextStep } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PersonId } from '../../domain/policy/pinned.ts';
import { printable } from './style.ts';

/** Names for the ids of a policy's people; an id nobody has any more stays an id. */
export type Names = (id: PersonId) => string;

export function namesOf(document: PolicyDocument | null): Names {
  return (id) => printable(document?.people[id]?.name ?? id);
}

export function actorName(by: Actor, names: Names): string {
  switch (by.kind) {
    case 'customer':
      return 'customer';
    case 'staff':
      return names(by.personId);
    case 'back-office':
      return by.system;
    case 'engine':
      return 'engine';
  }
}

/** `customer`, `technician Wu Jing`. */
export function stepOwner({ who, personId }: NextStep, names: Names): string {
  return personId === null ? who : `${who} ${names(personId)}`;
}

/** `, with Wu Jing, Li Na`; empty where nobody goes along. */
export function withCrew(crewIds: readonly PersonId[] | undefined, names: Names): string {
  return crewIds === undefined ? '' : `, with ${crewIds.map(names).join(', ')}`;
}
