import { createHash, randomBytes } from 'node:crypto';
import type { ApiKey } from '../database/api-keys.ts';
import type { Principal } from '../domain/access/principal.ts';
import { type ApiRole, PERSONAL_ROLES } from '../domain/access/roles.ts';
import { refusal } from '../domain/case/refusals.ts';
import { findPerson } from '../domain/policy/people.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { RefusedError, refused } from './errors.ts';
import type { Parts } from './send.ts';

export interface KeyRequest {
  readonly role: ApiRole;
  /** Whom of the policy it speaks for; a technician's key must name one. */
  readonly personId: PersonId | null;
  /** What people call it. */
  readonly label: string;
  /** Null: until it is revoked. */
  readonly expiresAtMs: number | null;
}

/** The whole key is shown once and kept nowhere. */
export interface ShownKey {
  readonly id: string;
  readonly key: string;
}

export interface Keys {
  /** Throws `RefusedError` (`unknown-person`, `person-missing`, `unknown-organisation`). */
  createKey(organisationId: OrganisationId, request: KeyRequest): Promise<ShownKey>;
  listKeys(organisationId: OrganisationId): Promise<ApiKey[]>;
  /** Another secret for the same key; the one before stays good for `overlapMs`. Throws `RefusedError` (`unknown-key`). */
  rotateKey(organisationId: OrganisationId, id: string, overlapMs: number): Promise<ShownKey>;
  /** Throws `RefusedError` (`unknown-key`). */
  revokeKey(organisationId: OrganisationId, id: string): Promise<void>;
  /** Who a key speaks for; null when it is no good, for whatever reason. */
  principalOfKey(key: string): Promise<Principal | null>;
}

const SHAPE = /^ak_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export function createKeys({ store, organisations }: Pick<Parts, 'store' | 'organisations'>): Keys {
  const unknownKey = (id: string) => refused(refusal('unknown-key', '', { value: id }));
  return {
    createKey: async (organisationId, { role, personId, label, expiresAtMs }) => {
      await organisations.tenant(organisationId);
      if (personId === null && PERSONAL_ROLES.includes(role)) {
        throw refused(refusal('person-missing', '/person', { role }));
      }
      if (personId !== null) {
        const { pinned } = await organisations.activePolicy(organisationId);
        if (findPerson(pinned, personId) === null) {
          throw new RefusedError([refusal('unknown-person', '/person', { value: personId })]);
        }
      }
      const id = randomBytes(6).toString('hex');
      const secret = newSecret();
      const secretHash = hashOf(secret);
      await store.addApiKey(organisationId, { id, role, personId, label, secretHash, expiresAtMs });
      return { id, key: `ak_${id}_${secret}` };
    },
    listKeys: (organisationId) => store.listApiKeys(organisationId),
    rotateKey: async (organisationId, id, overlapMs) => {
      const secret = newSecret();
      if (!(await store.rotateApiKey(organisationId, id, hashOf(secret), overlapMs))) throw unknownKey(id);
      return { id, key: `ak_${id}_${secret}` };
    },
    revokeKey: async (organisationId, id) => {
      if (!(await store.revokeApiKey(organisationId, id))) throw unknownKey(id);
    },
    principalOfKey: async (text) => {
      const [, id, secret] = SHAPE.exec(text) ?? [];
      if (id === undefined || secret === undefined) return null;
      const found = await store.findGoodKey(id, hashOf(secret));
      if (found === null) return null;
      const { organisationId, key } = found;
      await store.noteKeyUse(id);
      return { organisationId, id: `key:${id}`, role: key.role, personId: key.personId };
    },
  };
}

/** 256 random bits need no slow hash: nobody can try them all. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
