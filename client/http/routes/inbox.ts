import { z } from 'zod';
import { actorOf } from '../../../domain/access/principal.ts';
import { CORRESPONDENTS, OVERSEERS } from '../../../domain/access/roles.ts';
import { type RouteSpec, route } from '../route.ts';
import { accepted, instantMs } from '../schemas/case-view.ts';
import { admitInput, visibleCase } from './case-access.ts';
import { acceptedReply } from './commands.ts';
import { caseId } from './params.ts';

const entry = z.looseObject({
  id: z.string(),
  channel: z.enum(['sms', 'email']),
  receivedAtMs: instantMs,
  state: z.enum(['received', 'taken', 'kept', 'unmatched', 'dismissed']),
  caseId: z.string().nullable(),
  about: z.string().nullable().describe('The key of the message that it answers.'),
  meaning: z.string().nullable().describe('What it was read as.'),
  waitsBecause: z.string().nullable().describe('Why a person should look; null when nobody need.'),
});

const words = z
  .looseObject({ kind: z.enum(['text', 'erased']), content: z.string().optional() })
  .nullable()
  .describe('Null for a word about being written to.');

const query = z.strictObject({
  case: caseId.optional(),
  waiting: z.enum(['true', 'false']).optional().describe('Only what a person should look at.'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('At most so many.'),
});

const params = z.object({ replyId: z.string().max(40).describe('Such as I-3FSYT6DGBVME6DVK.') });

export const INBOX_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/inbox',
    operation: 'listReplies',
    tag: 'messages',
    summary: 'What customers sent back, in the order it came.',
    roles: OVERSEERS,
    query,
    refusals: [404],
    answers: { 200: { what: 'Replies without their words.', schema: z.object({ items: z.array(entry) }) } },
    handle: async ({ deps, principal, query: { case: of, waiting, limit } }) => {
      if (of !== undefined) await visibleCase(deps, principal, of);
      const filter = { limit, waiting: waiting === 'true', ...(of === undefined ? {} : { caseId: of }) };
      return { status: 200, body: { items: await deps.aftercare.inbox(principal.organisationId, filter) } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/inbox/{replyId}',
    operation: 'showReply',
    tag: 'messages',
    summary: 'A reply with its words and its sender.',
    roles: CORRESPONDENTS,
    params,
    refusals: [404],
    answers: { 200: { what: 'The reply.', schema: z.object({ entry, text: words, from: words }) } },
    handle: async ({ deps, principal, params: { replyId } }) => ({
      status: 200,
      body: await deps.aftercare.inboxEntry(principal.organisationId, replyId),
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/inbox/{replyId}/assign',
    operation: 'assignReply',
    tag: 'messages',
    summary: 'Put the words of a reply on the timeline of a case.',
    roles: CORRESPONDENTS,
    params,
    body: z.strictObject({ caseId }),
    refusals: [404, 409],
    answers: { 200: { what: 'It is in the ledger of the case.', schema: accepted } },
    handle: async ({ deps, principal, params: { replyId }, body }) => {
      const { organisationId } = principal;
      admitInput(deps, principal, body.caseId);
      return acceptedReply(
        200,
        await deps.aftercare.assignReply(organisationId, replyId, body.caseId, actorOf(principal)),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/inbox/{replyId}/dismiss',
    operation: 'dismissReply',
    tag: 'messages',
    summary: 'Nothing is to be done with a reply any more; without a case its words are forgotten.',
    roles: CORRESPONDENTS,
    params,
    refusals: [404],
    answers: { 204: { what: 'It waits for nobody.', schema: null } },
    handle: async ({ deps, principal, params: { replyId } }) => {
      await deps.aftercare.dismissReply(principal.organisationId, replyId, actorOf(principal));
      return { status: 204 };
    },
  }),
];
