import type { AppointmentFilter, AppointmentPage } from '../../database/appointments.ts';
import type { Page } from '../../database/cases.ts';
import { cursorOfId, idOfCursor } from '../../database/id-cursor.ts';
import { peopleSent } from '../../domain/assignment/team.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { Contact, PolicyDocument } from '../../domain/policy/document.ts';
import { holdsRole } from '../../domain/policy/people.ts';
import type { Person, PersonId } from '../../domain/policy/pinned.ts';
import { person } from '../../domain/policy/schema-people.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { RefusedError, refused } from '../errors.ts';
import type { Start } from '../open.ts';
import type { Parts } from '../send.ts';
import { activeSource, amendActive, refusalOfFinding } from './amend.ts';
import { readId } from './entry-id.ts';

/** One of the people of the active policy, and what they carry now. */
export interface Technician extends Person, Contact {
  readonly openCases: number;
}

/** All that is given must match. */
export interface TechnicianFilter {
  /** Whoever holds it; without one, everybody whom some case may be left to or who may go along. */
  readonly role?: string;
  readonly region?: string;
  readonly skill?: string;
}

export interface TechnicianPage {
  /** Of the policy that they are in. */
  readonly policyVersion: string;
  readonly technicians: readonly Technician[];
  readonly nextCursor: string | null;
}

export interface ShownTechnician {
  readonly policyVersion: string;
  readonly technician: Technician;
}

export interface Technicians {
  /** By id. Throws `BadCursor` as well. */
  listTechnicians(organisationId: OrganisationId, filter: TechnicianFilter, page: Page): Promise<TechnicianPage>;
  /** Any of the people. Throws `RefusedError` (`unknown-person`). */
  showTechnician(organisationId: OrganisationId, id: PersonId): Promise<ShownTechnician>;
  /**
   * Makes a policy version in which the person is so, with the keys of `people` in `policy.yaml`; what the body leaves
   * out is so no more. `expected` is the version it was read at. Throws `RefusedError`.
   */
  putTechnician(
    organisationId: OrganisationId,
    id: PersonId,
    body: unknown,
    options?: { readonly expected?: string },
  ): Promise<ShownTechnician>;
  /** Visits that stand, by their beginning. */
  listAppointments(organisationId: OrganisationId, filter: AppointmentFilter, page: Page): Promise<AppointmentPage>;
}

export function createTechnicians(parts: Pick<Parts, 'store' | 'organisations'>, start: Start): Technicians {
  const { store, organisations } = parts;

  async function withLoad(
    organisationId: OrganisationId,
    { people: contacts }: PolicyDocument,
    people: readonly Person[],
  ): Promise<Technician[]> {
    const ids = people.map(({ id }) => id);
    const load = await store.technicianLoad(organisationId, ids, '');
    return people.flatMap((person) => {
      const contact = contacts[person.id];
      return contact === undefined ? [] : [{ ...person, ...contact, openCases: load[person.id] ?? 0 }];
    });
  }

  async function show(organisationId: OrganisationId, id: PersonId): Promise<ShownTechnician> {
    const document = await organisations.activePolicy(organisationId);
    const people = document.pinned.people.filter((person) => person.id === id);
    const [technician] = await withLoad(organisationId, document, people);
    if (technician === undefined) throw refused(refusal('unknown-person', '', { value: readId(id) }));
    return { policyVersion: document.version, technician };
  }

  return {
    showTechnician: show,

    listTechnicians: async (organisationId, { role, region, skill }, { limit, after }) => {
      const document = await organisations.activePolicy(organisationId);
      const { pinned, version } = document;
      const among = role === undefined ? peopleSent(pinned) : pinned.people.filter((one) => holdsRole(one, role));
      const beyond = after === undefined ? '' : idOfCursor(after);
      const found = among
        .filter((one) => region === undefined || one.regions.includes(region))
        .filter((one) => skill === undefined || one.skills.includes(skill))
        .filter(({ id }) => id > beyond)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const technicians = await withLoad(organisationId, document, found.slice(0, limit));
      const last = found.length > limit ? technicians.at(-1) : undefined;
      return { policyVersion: version, technicians, nextCursor: last ? cursorOfId(last.id) : null };
    },

    putTechnician: async (organisationId, id, raw, { expected } = {}) => {
      readId(id);
      const body = objectOf(raw);
      const active = await activeSource(parts, organisationId);
      const { version } = active.document;
      if (expected !== undefined && expected !== version) {
        throw refused(refusal('entry-changed', '', { value: active.document.id, revision: version }));
      }
      const given = { ...Object.fromEntries(Object.keys(person.shape).map((key) => [key, undefined])), ...body };
      const amended = await amendActive(parts, start, organisationId, active, { people: { [id]: given } }, NOW);
      if ('faults' in amended) {
        const [first, ...others] = amended.faults.map((fault) => refusalOfFinding(fault, ['people', id]));
        throw new RefusedError([first ?? refusal('nothing-changed'), ...others]);
      }
      return show(organisationId, id);
    },

    listAppointments: (organisationId, filter, page) => store.listAppointments(organisationId, filter, page),
  };
}

/** For good. */
const NOW = { dryRun: false } as const;

function objectOf(raw: unknown): object {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw;
  throw refused(refusal('invalid-request', '', { detail: 'Write an object in { }.' }));
}
