import type { Endpoint, EndpointId } from '../database/event-endpoints.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { CommandId, OrganisationId } from '../domain/shared/ids.ts';
import { RefusedError, refused } from './errors.ts';
import { endpointIdOf, webhookSecretOf } from './fingerprint.ts';
import { type EndpointRequest, endpointFaults } from './requests/endpoint.ts';
import type { Parts } from './send.ts';

/** An endpoint and what signs its events; the secret is shown here and nowhere else. */
export interface ShownEndpoint {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** Where other systems hear of what happens. Those that name one throw `RefusedError` (`unknown-endpoint`). */
export interface Endpoints {
  /** The same command adds one only. Throws `RefusedError` (`endpoint-address`, `private-address`, `unknown-event-type`). */
  addEndpoint(organisationId: OrganisationId, request: EndpointRequest, commandId?: CommandId): Promise<ShownEndpoint>;
  /** In the order in which they were added. */
  listEndpoints(organisationId: OrganisationId): Promise<Endpoint[]>;
  showEndpoint(organisationId: OrganisationId, id: EndpointId): Promise<Endpoint>;
  /** It hears all that it has missed. */
  enableEndpoint(organisationId: OrganisationId, id: EndpointId): Promise<Endpoint>;
  disableEndpoint(organisationId: OrganisationId, id: EndpointId): Promise<Endpoint>;
  /** Another secret; the one before signs along for `overlapMs`. The same command makes one only. */
  rotateEndpoint(
    organisationId: OrganisationId,
    id: EndpointId,
    overlapMs: number,
    commandId?: CommandId,
  ): Promise<ShownEndpoint>;
  removeEndpoint(organisationId: OrganisationId, id: EndpointId): Promise<void>;
}

export function createEndpoints({
  store,
  organisations,
  newCommandId,
}: Pick<Parts, 'store' | 'organisations' | 'newCommandId'>): Endpoints {
  const unknown = (id: EndpointId) => refused(refusal('unknown-endpoint', '', { value: id.slice(0, 60) }));
  const shown = async (organisationId: OrganisationId, id: EndpointId) => {
    const [endpoint] = await store.listEndpoints(organisationId, id);
    if (endpoint === undefined) throw unknown(id);
    return endpoint;
  };
  return {
    addEndpoint: async (organisationId, request, commandId = newCommandId()) => {
      const [first, ...others] = endpointFaults(request);
      if (first !== undefined) throw new RefusedError([first, ...others]);
      const { vaultKey } = await organisations.tenant(organisationId);
      const id = endpointIdOf(vaultKey, commandId);
      const made = webhookSecretOf(vaultKey, commandId);
      // As it will be asked for: what is typed may hold characters that no row can.
      const url = new URL(request.url).href;
      const secret = await store.addEndpoint(organisationId, { ...request, url, id, secret: made });
      return { endpoint: await shown(organisationId, id), secret };
    },
    listEndpoints: (organisationId) => store.listEndpoints(organisationId),
    showEndpoint: shown,
    enableEndpoint: async (organisationId, id) => {
      await store.enableEndpoint(organisationId, id);
      return shown(organisationId, id);
    },
    disableEndpoint: async (organisationId, id) => {
      await store.disableEndpoint(organisationId, id, 'by-hand');
      return shown(organisationId, id);
    },
    rotateEndpoint: async (organisationId, id, overlapMs, commandId = newCommandId()) => {
      const { vaultKey } = await organisations.tenant(organisationId);
      const secret = webhookSecretOf(vaultKey, commandId);
      if (!(await store.rotateSecret(organisationId, id, secret, overlapMs))) throw unknown(id);
      return { endpoint: await shown(organisationId, id), secret };
    },
    removeEndpoint: async (organisationId, id) => {
      if (!(await store.removeEndpoint(organisationId, id))) throw unknown(id);
    },
  };
}
