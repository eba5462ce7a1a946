import { refusal } from '../domain/case/refusals.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { type RefusedError, refused } from './errors.ts';
import type { VaultKey } from './fingerprint.ts';
import type { Store } from './store.ts';

export interface Tenant {
  readonly id: OrganisationId;
  readonly vaultKey: VaultKey;
}

/** What the client knows of organisations. It outlives an outage of Postgres: keys and policy versions never change. */
export interface Organisations {
  /** Throws `RefusedError` (`unknown-organisation`). */
  tenant(id: OrganisationId): Promise<Tenant>;
  /** The policy that new cases are opened under, read afresh. Throws `RefusedError` when there is none. */
  activePolicy(id: OrganisationId): Promise<PolicyDocument>;
  /** A stored version, or null. */
  policy(id: OrganisationId, version: string): Promise<PolicyDocument | null>;
}

export function createOrganisations(store: Pick<Store, 'findOrganisation' | 'findPolicy'>): Organisations {
  const tenants = new Map<OrganisationId, Tenant>();
  const documents = new Map<string, PolicyDocument>();

  const unknown = (organisationId: OrganisationId): RefusedError =>
    refused(refusal('unknown-organisation', '', { organisationId }));

  async function row(id: OrganisationId) {
    const found = await store.findOrganisation(id);
    if (!found) throw unknown(id);
    tenants.set(id, { id, vaultKey: found.vaultKey });
    return found;
  }

  async function policy(id: OrganisationId, version: string): Promise<PolicyDocument | null> {
    const key = `${id}/${version}`;
    const document = documents.get(key) ?? (await store.findPolicy(id, version));
    if (document) documents.set(key, document);
    return document;
  }

  return {
    policy,
    tenant: async (id) => tenants.get(id) ?? { id, vaultKey: (await row(id)).vaultKey },
    activePolicy: async (id) => {
      const { activePolicyVersion } = await row(id);
      const document = activePolicyVersion === null ? null : await policy(id, activePolicyVersion);
      if (!document) throw unknown(id);
      return document;
    },
  };
}
