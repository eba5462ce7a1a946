import { z } from 'zod';
import { CONTACT_READERS } from '../../../domain/access/roles.ts';
import { ATTACHMENT_KINDS } from '../../../domain/attachment/kinds.ts';
import { MEDIA_TYPES } from '../../../domain/attachment/media-type.ts';
import { type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';
import { visibleCase } from './case-access.ts';
import { caseId, caseParams } from './params.ts';

const attachmentId = z
  .string()
  .regex(/^a_[0-9a-f]{24}$/)
  .describe('Such as a_0123456789abcdef01234567.');

const attachment = z.looseObject({
  id: attachmentId,
  kind: z.enum(ATTACHMENT_KINDS),
  mediaType: z.enum(MEDIA_TYPES).describe('As its first bytes tell.'),
  sizeBytes: z.int(),
  name: z.string().nullable().describe('As its sender called it.'),
  by: z.looseObject({ kind: z.string() }),
  addedAtMs: instantMs,
  erased: z.boolean(),
});

export const ATTACHMENT_ROUTES: readonly RouteSpec[] = [
  route({
    method: 'GET',
    path: '/v1/cases/{caseId}/attachments',
    operation: 'listAttachments',
    tag: 'cases',
    summary: 'List the photos, signatures and documents of a case.',
    roles: CONTACT_READERS,
    params: caseParams,
    answers: {
      200: { what: 'All of them, in the order in which they came.', schema: z.object({ items: z.array(attachment) }) },
    },
    handle: async ({ deps, principal, params }) => {
      await visibleCase(deps, principal, params.caseId);
      const items = await deps.aftercare.attachments(principal.organisationId, params.caseId);
      return { status: 200, body: { items } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases/{caseId}/attachments/{attachmentId}',
    operation: 'readAttachment',
    tag: 'cases',
    summary: 'Fetch a photo, signature or document of a case.',
    roles: CONTACT_READERS,
    params: z.object({ caseId, attachmentId }),
    answers: { 200: { what: 'The file, whatever it is.', schema: null } },
    handle: async ({ deps, principal, params }) => {
      await visibleCase(deps, principal, params.caseId);
      const { organisationId } = principal;
      const file = await deps.aftercare.attachment(organisationId, params.caseId, params.attachmentId);
      return {
        status: 200,
        // Never shown in place: whoever sent it may have meant it for a browser.
        headers: { 'content-type': file.mediaType, 'content-disposition': 'attachment' },
        body: file.content,
      };
    },
  }),
];
