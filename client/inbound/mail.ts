import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../http/deps.ts';
import { createLimiter } from '../http/limiter.ts';
import { ProblemError } from '../http/problem.ts';
import { MAIL_LONGEST_BYTES } from './read-mail.ts';
import { tooLargeMail } from './receive-mail.ts';

interface ToOrganisation {
  readonly Params: { readonly organisation: string };
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="aftercare mail"' };
/** Of one sender: no person writes more. */
const MAILS_A_MINUTE = 30;
const MINUTE_MS = 60_000;

/**
 * `POST /hooks/mail/<organisation>`: one raw mail (RFC 5322) as a provider received it, with the organisation's mail secret
 * as bearer token, or as password of basic authentication. 202 once it is kept; the same mail again is the same.
 */
export function addMailHook(app: FastifyInstance, { aftercare, nowMs }: HttpDeps): void {
  const mailsOf = createLimiter(MAILS_A_MINUTE, MINUTE_MS, nowMs);
  const admit = (organisation: string) => (from: string) => {
    const turn = mailsOf(`${organisation}/${from}`);
    if (!turn.allowed) throw new ProblemError('too-many-requests', { 'retry-after': String(turn.retryAfterSeconds) });
  };
  app.post<ToOrganisation>('/hooks/mail/:organisation', {
    bodyLimit: MAIL_LONGEST_BYTES,
    // All mail of an organisation comes from one provider, so it is limited by who wrote.
    config: { rateLimit: false },
    // Before the mail is read: who may not hand in anything sends us nothing.
    onRequest: async ({ params, headers }) => {
      const secret = secretOf(headers.authorization);
      const known = secret !== null && (await aftercare.isMailSecret(params.organisation, secret));
      if (!known) throw new ProblemError('not-authenticated', CHALLENGE);
      if (Number(headers['content-length'] ?? 0) > MAIL_LONGEST_BYTES) throw tooLargeMail();
    },
    errorHandler: (error) => {
      throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLargeMail() : error;
    },
    handler: async (request, reply) => {
      const { organisation } = request.params;
      const received = await aftercare.receiveMail(organisation, bytesOf(request), admit(organisation));
      return reply.code(202).send(received);
    },
  });
}

function bytesOf({ body }: FastifyRequest<ToOrganisation>): Uint8Array {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function secretOf(authorization: string | undefined): string | null {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) ([\x21-\x7e]{1,200})$/i.exec(authorization ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return value || null;
  const [, password = null] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return password;
}
