import { z } from 'zod';
import { READERS } from '../../../domain/access/roles.ts';
import { PAGE, page, pageOf, type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';

const moment = z.coerce
  .number()
  .int()
  .min(0)
  .max(Date.UTC(2100, 0, 1));

const appointment = z.looseObject({
  caseId: z.string(),
  revision: z.int(),
  startMs: instantMs,
  endMs: instantMs,
  status: z.enum(['reserving', 'proposed', 'confirmed']),
  kind: z.string(),
  stage: z.string(),
  region: z.string().nullable(),
  productModel: z.string().nullable(),
  technicianId: z.string().nullable(),
  crewIds: z.array(z.string()),
});

export const APPOINTMENT_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/appointments',
    operation: 'listAppointments',
    tag: 'appointments',
    summary: 'Visits that stand in open cases, by their beginning. They are moved by commands of their cases.',
    roles: READERS,
    query: z.strictObject({
      ...PAGE,
      technician: z.string().max(64).optional().describe('Theirs, or with them in the crew.'),
      fromMs: moment.optional().describe('Visits that begin then or later, in milliseconds since 1970.'),
      untilMs: moment.optional().describe('Visits that begin earlier.'),
    }),
    answers: { 200: { what: 'A page of appointments.', schema: pageOf(appointment) } },
    handle: async ({ deps, principal, query: { limit, cursor, technician, fromMs, untilMs } }) => {
      // A technician's own only, whomever they ask for.
      const personId = principal.role === 'technician' ? (principal.personId ?? '') : technician;
      const filter = {
        ...(personId === undefined ? {} : { personId }),
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(untilMs === undefined ? {} : { untilMs }),
      };
      const after = cursor === undefined ? {} : { after: cursor };
      const listed = await deps.aftercare.listAppointments(principal.organisationId, filter, { limit, ...after });
      return { status: 200, body: page(listed.appointments, listed.nextCursor) };
    },
  }),
];
