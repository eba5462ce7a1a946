import type { FastifyReply } from 'fastify';

interface ShownFile {
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A picture in place; whatever is in it runs nothing, and nobody keeps it on the way. */
export function sendFile(reply: FastifyReply, { mediaType, content }: ShownFile): FastifyReply {
  return reply
    .code(200)
    .headers({
      'content-security-policy': "default-src 'none'; sandbox",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .type(mediaType)
    .send(content);
}
