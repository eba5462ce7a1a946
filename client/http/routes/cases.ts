import { z } from 'zod';
import { actorOf } from '../../../domain/access/principal.ts';
import { COMMAND_ROLES, CONTACT_READERS, READERS } from '../../../domain/access/roles.ts';
import { CASE_KINDS, PLAN_STAGES } from '../../../domain/policy/vocabulary.ts';
import { REQUESTS } from '../../requests/bodies.ts';
import { PAGE, page, pageOf, type RouteSpec, route } from '../route.ts';
import { accepted, caseView, instantMs } from '../schemas/case-view.ts';
import { admitOpening, visibleCase } from './case-access.ts';
import { acceptedReply, readEnvelope } from './commands.ts';
import { caseParams } from './params.ts';

const flag = z.enum(['true', 'false']);

const listQuery = z.strictObject({
  ...PAGE,
  stage: z.enum([...PLAN_STAGES, 'gate', 'closed']).optional(),
  kind: z.enum(CASE_KINDS).optional(),
  technician: z.string().max(64).optional().describe('A person of the policy.'),
  lead: z.string().max(64).optional().describe('A person of the policy.'),
  customer: z.string().max(64).optional().describe('Opened for them, by their id in the register.'),
  unit: z.string().max(64).optional().describe('Opened for it, by its id in the register.'),
  open: flag.optional(),
  breached: flag.optional().describe('A limit is broken and its clock still runs.'),
});

const shownCase = z.object({
  case: caseView,
  from: z
    .enum(['workflow', 'journal'])
    .describe('The case itself, or the journal while it does not answer or is over.'),
});

const event = z.looseObject({
  seq: z.int(),
  type: z.string(),
  atMs: instantMs.describe('When it took effect.'),
  recordedAtMs: instantMs,
  by: z.looseObject({ kind: z.string() }),
  commandId: z.string().nullable(),
});

const timelineQuery = z.strictObject({
  limit: PAGE.limit,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .describe('The nextCursor of the page before.'),
});

const openBody = z.strictObject({
  ...REQUESTS.OpenCase.shape,
  effectiveAt: z.union([z.string(), z.number()]).optional().describe('When it was asked for, if earlier than now.'),
  by: z.literal('customer').optional(),
});

export const CASE_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'POST',
    path: '/v1/cases',
    operation: 'openCase',
    tag: 'cases',
    summary: 'Open a case; the same source and reference open one case only.',
    roles: COMMAND_ROLES.OpenCase,
    body: openBody,
    reads: 'as-sent',
    answers: { 201: { what: 'The case, open.', schema: accepted } },
    handle: async (call) => {
      const { aftercare } = call.deps;
      const { organisationId } = call.principal;
      const { body, options } = readEnvelope({ ...call, ifMatch: null });
      admitOpening(call.deps, call.principal, body);
      const opened = await aftercare.openCase(organisationId, body, {
        ...options,
        by: options.by ?? actorOf(call.principal),
      });
      const reply = acceptedReply(201, opened);
      return { ...reply, headers: { ...reply.headers, location: `/v1/cases/${opened.caseId}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases',
    operation: 'listCases',
    tag: 'cases',
    summary: 'List cases, the next deadline first.',
    roles: READERS,
    query: listQuery,
    answers: { 200: { what: 'A page of cases.', schema: pageOf(caseView) } },
    handle: async ({ deps, principal, query }) => {
      const { limit, cursor, stage, kind, technician, lead, customer, unit, open, breached } = query;
      const filter = {
        ...(stage === undefined ? {} : { stage }),
        ...(kind === undefined ? {} : { kind }),
        ...(technician === undefined ? {} : { technicianId: technician }),
        ...(lead === undefined ? {} : { leadId: lead }),
        ...(customer === undefined ? {} : { customerId: customer }),
        ...(unit === undefined ? {} : { unitId: unit }),
        ...(open === undefined ? {} : { open: open === 'true' }),
        ...(breached === undefined ? {} : { breached: breached === 'true' }),
        ...(principal.role === 'technician' ? { workedOnBy: principal.personId ?? '' } : {}),
      };
      const after = cursor === undefined ? {} : { after: cursor };
      const { cases, nextCursor } = await deps.aftercare.listCases(principal.organisationId, filter, {
        limit,
        ...after,
      });
      return { status: 200, body: page(cases, nextCursor) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases/{caseId}',
    operation: 'showCase',
    tag: 'cases',
    summary: 'Show a case as it stands now.',
    roles: READERS,
    params: caseParams,
    answers: { 200: { what: 'The case.', schema: shownCase } },
    handle: async ({ deps, principal, params }) => {
      const { view, from } = await visibleCase(deps, principal, params.caseId);
      return { status: 200, headers: { etag: `"${view.seq}"` }, body: { case: view, from } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases/{caseId}/timeline',
    operation: 'showTimeline',
    tag: 'cases',
    summary: 'Everything that happened in a case, in its order.',
    roles: READERS,
    params: caseParams,
    query: timelineQuery,
    answers: { 200: { what: 'A page of what happened.', schema: pageOf(event) } },
    handle: async ({ deps, principal, params, query }) => {
      await visibleCase(deps, principal, params.caseId);
      const { limit, cursor } = query;
      const afterSeq = cursor === undefined ? {} : { afterSeq: Number(cursor) };
      const { organisationId } = principal;
      const events = await deps.aftercare.timeline(organisationId, params.caseId, { ...afterSeq, limit: limit + 1 });
      const shown = events.slice(0, limit);
      const last = shown.at(-1);
      return { status: 200, body: page(shown, events.length > limit && last ? String(last.seq) : null) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases/{caseId}/personal',
    operation: 'showPersonal',
    tag: 'cases',
    summary: 'Names, addresses and texts of a case.',
    roles: CONTACT_READERS,
    params: caseParams,
    answers: {
      200: {
        what: 'What the vault still has.',
        schema: z.object({ items: z.array(z.object({ name: z.string(), text: z.string().nullable() })) }),
      },
    },
    handle: async ({ deps, principal, params }) => {
      await visibleCase(deps, principal, params.caseId);
      const entries = await deps.aftercare.personal(principal.organisationId, params.caseId);
      const items = entries.map(({ name, entry }) => ({ name, text: entry.kind === 'text' ? entry.content : null }));
      return { status: 200, body: { items } };
    },
  }),
];
