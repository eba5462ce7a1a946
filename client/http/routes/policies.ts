import { z } from 'zod';
import { OVERSEERS } from '../../../domain/access/roles.ts';
import { type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';

const stored = z.object({ policyId: z.string(), version: z.string(), storedAtMs: instantMs, active: z.boolean() });
const document = z.looseObject({ id: z.string(), version: z.string(), zone: z.string() });
const params = z.object({
  version: z
    .string()
    .regex(/^([0-9a-f]{12}|active)$/)
    .describe('Twelve hexadecimal digits, or active.'),
});

export const POLICY_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/policies',
    operation: 'listPolicies',
    tag: 'policies',
    summary: 'Stored versions of the policy, the newest first.',
    roles: OVERSEERS,
    answers: { 200: { what: 'Versions.', schema: z.object({ items: z.array(stored) }) } },
    handle: async ({ deps, principal }) => ({
      status: 200,
      body: { items: await deps.aftercare.policies(principal.organisationId) },
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/policies/{version}',
    operation: 'showPolicy',
    tag: 'policies',
    summary: 'A version of the policy, whole but for how its people are reached.',
    roles: OVERSEERS,
    params,
    answers: { 200: { what: 'The policy.', schema: document } },
    handle: async ({ deps, principal, params: { version } }) => {
      const asked = version === 'active' ? [] : [version];
      const { people, ...policy } = await deps.aftercare.policy(principal.organisationId, ...asked);
      const names = Object.fromEntries(Object.entries(people).map(([id, { name }]) => [id, { name }]));
      return { status: 200, headers: { etag: `"${policy.version}"` }, body: { ...policy, people: names } };
    },
  }),
];
