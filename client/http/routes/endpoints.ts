import { z } from 'zod';
import type { Endpoint } from '../../../database/event-endpoints.ts';
import { ADMINISTRATORS } from '../../../domain/access/roles.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';

const events = z.array(z.string()).nullable().describe('Names such as case.opened, or case.*; null for every event.');
const endpoint = z.looseObject({
  id: z.string(),
  url: z.string(),
  types: events,
  state: z.enum(['enabled', 'disabled']),
  code: z.string().nullable().describe('Why it is disabled: by-hand, gone or gave-up.'),
  addedAtMs: instantMs,
  waiting: z.int().describe('Cases of which it has not heard all.'),
  failing: z.int().describe('Those of them that it did not take last time.'),
  lastFailure: z.string().nullable().describe('Such as http-500, timeout or private-address.'),
}) satisfies z.ZodType<Pick<Endpoint, 'id' | 'url' | 'state' | 'code'>>;
const shown = z.object({
  endpoint,
  secret: z.string().describe('Signs what is posted, as Standard Webhooks has it; shown here only.'),
});

const params = z.object({
  endpointId: z
    .string()
    .regex(/^E-[0-9A-HJKMNP-TV-Z]{10}$/)
    .describe('Such as E-7K3M9P2QXA.'),
});
const addBody = z.strictObject({
  url: z.string().describe('Begins with https:// and lies in no private network.'),
  events: events.optional(),
});
const rotateBody = z.strictObject({
  overlapHours: z.int().min(0).max(720).default(24).describe('How long the secret before signs along.'),
});
const one = { 200: { what: 'The endpoint.', schema: endpoint } };
const tag = 'endpoints';
const roles = ADMINISTRATORS;

export const ENDPOINT_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'POST',
    path: '/v1/endpoints',
    operation: 'addEndpoint',
    tag,
    summary: 'Have events posted to an address from now on.',
    roles,
    body: addBody,
    answers: { 201: { what: 'The endpoint and its secret.', schema: shown } },
    handle: async ({ deps, principal, body: { url, events: types = null }, commandId }) => {
      // Into our own network nobody is sent from outside: such endpoints are added from the command line.
      const request = { url, types, reach: 'public' } as const;
      return { status: 201, body: await deps.aftercare.addEndpoint(principal.organisationId, request, commandId) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/endpoints',
    operation: 'listEndpoints',
    tag,
    summary: 'Endpoints in the order in which they were added.',
    roles,
    answers: { 200: { what: 'Endpoints.', schema: z.object({ items: z.array(endpoint) }) } },
    handle: async ({ deps, principal }) => ({
      status: 200,
      body: { items: await deps.aftercare.listEndpoints(principal.organisationId) },
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/endpoints/{endpointId}',
    operation: 'showEndpoint',
    tag,
    summary: 'One endpoint.',
    roles,
    params,
    refusals: [404],
    answers: one,
    handle: async ({ deps, principal, params: { endpointId } }) => ({
      status: 200,
      body: await deps.aftercare.showEndpoint(principal.organisationId, endpointId),
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/endpoints/{endpointId}/enable',
    operation: 'enableEndpoint',
    tag,
    summary: 'Tell an endpoint again, beginning with what it has missed.',
    roles,
    params,
    refusals: [404],
    answers: one,
    handle: async ({ deps, principal, params: { endpointId } }) => ({
      status: 200,
      body: await deps.aftercare.enableEndpoint(principal.organisationId, endpointId),
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/endpoints/{endpointId}/disable',
    operation: 'disableEndpoint',
    tag,
    summary: 'Tell an endpoint nothing until it is enabled again.',
    roles,
    params,
    refusals: [404],
    answers: one,
    handle: async ({ deps, principal, params: { endpointId } }) => ({
      status: 200,
      body: await deps.aftercare.disableEndpoint(principal.organisationId, endpointId),
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/endpoints/{endpointId}/rotate',
    operation: 'rotateEndpoint',
    tag,
    summary: 'Give an endpoint another secret; the one before signs along for a while.',
    roles,
    params,
    body: rotateBody,
    refusals: [404],
    answers: { 200: { what: 'The endpoint and its new secret.', schema: shown } },
    handle: async ({ deps, principal, params: { endpointId }, body: { overlapHours }, commandId }) => {
      const overlapMs = overlapHours * HOUR_MS;
      const { organisationId } = principal;
      return {
        status: 200,
        body: await deps.aftercare.rotateEndpoint(organisationId, endpointId, overlapMs, commandId),
      };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/endpoints/{endpointId}',
    operation: 'removeEndpoint',
    tag,
    summary: 'Forget an endpoint, and what it has not heard yet.',
    roles,
    params,
    refusals: [404],
    answers: { 204: { what: 'It hears nothing any more.', schema: null } },
    handle: async ({ deps, principal, params: { endpointId } }) => {
      await deps.aftercare.removeEndpoint(principal.organisationId, endpointId);
      return { status: 204 };
    },
  }),
];
