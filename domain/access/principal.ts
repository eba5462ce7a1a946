import type { Actor } from '../case/commands.ts';
import type { CaseView } from '../case/view.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { OrganisationId } from '../shared/ids.ts';
import type { ApiRole } from './roles.ts';

/** Who asks: one organisation's key or access token. */
export interface Principal {
  readonly organisationId: OrganisationId;
  /** The same for as long as the key or the account lives: `key:…` or `oidc:…`. */
  readonly id: string;
  readonly role: ApiRole;
  /** The person of the policy that it speaks for; a technician is always one. */
  readonly personId: PersonId | null;
}

/** In whose name a command is recorded. */
export function actorOf({ id, personId }: Principal): Actor {
  return personId === null ? { kind: 'back-office', system: id.replace(':', '-') } : { kind: 'staff', personId };
}

/** A technician sees the cases that are theirs to work on, everybody else those of the organisation. */
export function seesCase({ role, personId }: Principal, view: Pick<CaseView, 'technicianId' | 'crewIds'>): boolean {
  if (role !== 'technician') return true;
  return personId !== null && (view.technicianId === personId || (view.crewIds ?? []).includes(personId));
}
