import { z } from 'zod';
import { actorOf } from '../../../domain/access/principal.ts';
import { COMMAND_ROLES } from '../../../domain/access/roles.ts';
import { REASONS, type Reason } from '../../../domain/inward/event.ts';
import { EVENT_HEADERS, eventOf } from '../../inward/binary.ts';
import { CLOUD_EVENT } from '../../inward/cloud-event.ts';
import type { TakenEvent } from '../../inward/take-event.ts';
import { type RouteSpec, route } from '../route.ts';
import { admitInput } from './case-access.ts';

const headers = z.object(Object.fromEntries(EVENT_HEADERS.map((name) => [name, z.string().optional()])));

const taken = z.object({
  outcome: z.enum(['applied', 'nothing']),
  cases: z.array(
    z.object({
      caseId: z.string(),
      recorded: z.array(z.string()).describe('`opened`, a day that was set, or a step such as `bench-1.received`.'),
    }),
  ),
  why: z
    .enum(Object.keys(REASONS) as [Reason, ...Reason[]])
    .nullable()
    .describe('Why nothing was recorded.'),
} satisfies Record<keyof TakenEvent, z.ZodType>);

export const INWARD_EVENT_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'POST',
    path: '/v1/events',
    operation: 'reportEvent',
    tag: 'events',
    summary: 'Report a CloudEvent, structured or binary: a delivery, a payment, a parcel, an installation.',
    roles: COMMAND_ROLES.OpenCase,
    headers,
    body: CLOUD_EVENT,
    accepts: ['application/cloudevents+json', 'application/json'],
    reads: 'as-sent',
    repeats: 'by-own-id',
    refusals: [404],
    answers: { 200: { what: 'What became of it; the same for every repeat.', schema: taken } },
    handle: async ({ deps, principal, headers: given, body }) => {
      const answer = await deps.aftercare.takeEvent(principal.organisationId, eventOf(given, body), {
        by: actorOf(principal),
        admit: (caseId) => admitInput(deps, principal, caseId),
      });
      return { status: 200, body: answer };
    },
  }),
];
