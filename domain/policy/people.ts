import type { Person, PersonId, PinnedPolicy, Recipient, Role } from './pinned.ts';

export function findPerson(policy: PinnedPolicy, id: PersonId): Person | null {
  return policy.people.find((person) => person.id === id) ?? null;
}

export function holdsRole(person: Person, role: Role): boolean {
  return person.roles.includes(role);
}

/** Who holds a role for a region: the first whose regions name it or who has none; else the first holder at all. */
export function holderOf(policy: PinnedPolicy, role: Role, region: string | null): Person | null {
  const holders = policy.people.filter((person) => holdsRole(person, role));
  const local = holders.find(
    (person) => person.regions.length === 0 || (region !== null && person.regions.includes(region)),
  );
  return local ?? holders[0] ?? null;
}

export interface Carriers {
  readonly leadId: PersonId | null;
  readonly technicianId: PersonId | null;
  readonly region: string | null;
  /** Of the item that it is about; without one, as without an owner, the lead answers for it. */
  readonly ownerId?: PersonId | null;
}

/**
 * The person a recipient stands for in a case now, or null for the customer, for a role nobody holds, and for a crew, which is several.
 * Before a technician is assigned the lead answers for the work; before a hand-off the holder of the lead's role.
 */
export function personFor(policy: PinnedPolicy, recipient: Recipient, carriers: Carriers): Person | null {
  switch (recipient.kind) {
    case 'customer':
    case 'crew':
      return null;
    case 'role':
      return holderOf(policy, recipient.role, carriers.region);
    case 'technician':
      if (carriers.technicianId !== null) return findPerson(policy, carriers.technicianId);
      return personFor(policy, { kind: 'lead' }, carriers);
    case 'owner': {
      const { ownerId = null } = carriers;
      return ownerId === null ? personFor(policy, { kind: 'lead' }, carriers) : findPerson(policy, ownerId);
    }
    case 'lead':
      if (carriers.leadId !== null) return findPerson(policy, carriers.leadId);
      return holderOf(policy, policy.handOff.to, carriers.region);
  }
}
