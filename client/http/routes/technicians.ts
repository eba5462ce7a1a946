import { z } from 'zod';
import type { Principal } from '../../../domain/access/principal.ts';
import { ADMINISTRATORS, CONTACT_READERS, OVERSEERS } from '../../../domain/access/roles.ts';
import { person } from '../../../domain/policy/schema-people.ts';
import type { Technician } from '../../registers/technicians.ts';
import { PAGE, page, pageOf, type RouteSpec, route } from '../route.ts';

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) });

const technician = z.looseObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable().optional().describe('Not for an auditor, nor is email.'),
  email: z.string().nullable().optional(),
  locale: z.string(),
  roles: z.array(z.string()),
  hours: z.string().describe('A calendar of the policy.'),
  regions: z.array(z.string()),
  skills: z.array(z.string()),
  certificates: z.array(z.object({ name: z.string(), validUntil: z.string() })),
  maxOpenCases: z.int(),
  openCases: z.int(),
});

/** How they are reached is for whoever works with them. */
function shown({ phone, email, ...others }: Technician, { role }: Principal) {
  return CONTACT_READERS.includes(role) ? { ...others, phone, email } : others;
}

const etag = (policyVersion: string) => ({ etag: `"${policyVersion}"` });

export const TECHNICIAN_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/technicians',
    operation: 'listTechnicians',
    tag: 'technicians',
    summary: 'People of the active policy whom a case may be left to, and how many they carry.',
    roles: OVERSEERS,
    query: z.strictObject({
      ...PAGE,
      role: z.string().max(64).optional().describe('Whoever holds this role of the policy instead.'),
      region: z.string().max(64).optional(),
      skill: z.string().max(64).optional(),
    }),
    answers: { 200: { what: 'A page of technicians.', schema: pageOf(technician) } },
    handle: async ({ deps, principal, query: { limit, cursor, role, region, skill } }) => {
      const filter = {
        ...(role === undefined ? {} : { role }),
        ...(region === undefined ? {} : { region }),
        ...(skill === undefined ? {} : { skill }),
      };
      const after = cursor === undefined ? {} : { after: cursor };
      const listed = await deps.aftercare.listTechnicians(principal.organisationId, filter, { limit, ...after });
      const items = listed.technicians.map((one) => shown(one, principal));
      return { status: 200, headers: etag(listed.policyVersion), body: page(items, listed.nextCursor) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/technicians/{id}',
    operation: 'showTechnician',
    tag: 'technicians',
    summary: 'Show one of the people of the active policy.',
    roles: OVERSEERS,
    params,
    answers: { 200: { what: 'The technician.', schema: technician } },
    handle: async ({ deps, principal, params: { id } }) => {
      const found = await deps.aftercare.showTechnician(principal.organisationId, id);
      return { status: 200, headers: etag(found.policyVersion), body: shown(found.technician, principal) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/technicians/{id}',
    operation: 'putTechnician',
    tag: 'technicians',
    summary: 'Make a version of the policy in which the person is so; new cases are opened under it.',
    roles: ADMINISTRATORS,
    params,
    body: person,
    reads: 'as-sent',
    conditional: true,
    answers: { 200: { what: 'The person is so.', schema: z.object({ id: z.string(), policyVersion: z.string() }) } },
    handle: async ({ deps, principal, params: { id }, body, ifMatch }) => {
      const expected = ifMatch === null ? {} : { expected: ifMatch };
      const put = await deps.aftercare.putTechnician(principal.organisationId, id, body, expected);
      return { status: 200, headers: etag(put.policyVersion), body: { id, policyVersion: put.policyVersion } };
    },
  }),
];
