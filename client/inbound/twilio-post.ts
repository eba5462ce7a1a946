import type { FastifyRequest } from 'fastify';
import type { HttpDeps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';

/** Fields of a post that the provider signed. */
export type TwilioFields = Readonly<Record<string, string | undefined>>;

/**
 * The fields of a form that was posted by the SMS provider, once its signature over our public address and all of them is
 * proved. Throws `ProblemError`: `bad-signature`, and `not-found` where no provider is set up.
 */
export async function signedFields(
  { publicUrl, smsAuthToken }: HttpDeps,
  request: FastifyRequest,
): Promise<TwilioFields> {
  if (publicUrl === null || smsAuthToken === null) throw new ProblemError('not-found');
  const signature = request.headers['x-twilio-signature'];
  const form = formOf(request);
  if (typeof signature !== 'string' || form === null) throw new ProblemError('bad-signature');
  const { default: twilio } = await import('twilio');
  const signed: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const [first = '', ...others] = form.getAll(name);
    signed[name] = others.length === 0 ? first : [first, ...others];
  }
  if (!twilio.validateRequest(smsAuthToken, signature, publicUrl + request.raw.url, signed)) {
    throw new ProblemError('bad-signature');
  }
  // The database holds no NUL, and no field that says something has one.
  return Object.fromEntries([...form].map(([name, value]) => [name, value.replaceAll('\0', '')]));
}

/** Null for a body of another type: what is not signed as a form is not read as one. */
function formOf({ headers, body }: FastifyRequest): URLSearchParams | null {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
  return isForm && Buffer.isBuffer(body) ? new URLSearchParams(body.toString('utf8')) : null;
}
