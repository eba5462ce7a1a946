import { z } from 'zod';
import type { ApiRole } from '../../../domain/access/roles.ts';
import { type RouteSpec, route } from '../route.ts';

const REPORT_READERS: readonly ApiRole[] = ['lead', 'head', 'auditor', 'administrator'];

export const REPORT_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/reports/{name}',
    operation: 'showReport',
    tag: 'reports',
    summary: 'A report of the policy, made now.',
    roles: REPORT_READERS,
    params: z.object({ name: z.string().regex(/^[\w-]{1,64}$/) }),
    query: z.strictObject({ on: z.iso.date().optional().describe('The day whose reader it is made for.') }),
    answers: { 200: { what: 'The report.', schema: z.looseObject({ name: z.string() }) } },
    handle: async ({ deps, principal, params, query }) => {
      const on = query.on === undefined ? [] : [query.on];
      return { status: 200, body: await deps.aftercare.report(principal.organisationId, params.name, ...on) };
    },
  }),
];
