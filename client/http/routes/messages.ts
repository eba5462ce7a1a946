import { z } from 'zod';
import { OVERSEERS } from '../../../domain/access/roles.ts';
import { type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';
import { visibleCase } from './case-access.ts';
import { caseId } from './params.ts';

const message = z.looseObject({
  key: z.string(),
  caseId: z.string().describe('Of a report its name and first day.'),
  purpose: z.string(),
  channel: z.enum(['sms', 'email']),
  state: z.string(),
  code: z.string().nullable().describe('Why it was refused or left out.'),
  plannedAtMs: instantMs,
  settledAtMs: instantMs.nullable(),
});

const query = z.strictObject({
  case: caseId.optional(),
  state: z.enum(['planned', 'claimed', 'sent', 'refused', 'suppressed', 'unknown']).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('At most so many.'),
});

export const MESSAGE_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/messages',
    operation: 'listMessages',
    tag: 'messages',
    summary: 'The ledger of messages, in the order they were planned.',
    roles: OVERSEERS,
    query,
    refusals: [404],
    answers: { 200: { what: 'Messages.', schema: z.object({ items: z.array(message) }) } },
    handle: async ({ deps, principal, query: { case: of, state, limit } }) => {
      if (of !== undefined) await visibleCase(deps, principal, of);
      const filter = { limit, ...(of === undefined ? {} : { caseId: of }), ...(state === undefined ? {} : { state }) };
      return { status: 200, body: { items: await deps.aftercare.messages(principal.organisationId, filter) } };
    },
  }),
];
