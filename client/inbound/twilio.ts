import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../../domain/case/refusals.ts';
import { deliveryOf } from '../../domain/reply/delivery.ts';
import { CONSENT_COMMANDS, type ConsentCommand } from '../../domain/reply/opt-out.ts';
import { refused } from '../errors.ts';
import type { HttpDeps } from '../http/deps.ts';
import { createLimiter, type Limiter } from '../http/limiter.ts';
import { ProblemError } from '../http/problem.ts';
import type { Reply, TakenReply } from './replies.ts';
import { signedFields, type TwilioFields } from './twilio-post.ts';

type Post = FastifyRequest<{ Params: { organisation: string }; Querystring: { key?: unknown } }>;

/** Of one sender: no person writes more, and what a case carries has an end. */
const REPLIES_A_MINUTE = 60;
const MINUTE_MS = 60_000;
/** Its posts come from few addresses, so they are limited by who wrote, not by who posts. */
const OPTIONS = { config: { rateLimit: false } };

/** What Twilio posts: replies of customers, and how far our messages have come. */
export function addTwilioHooks(app: FastifyInstance, deps: HttpDeps): void {
  const repliesOf = createLimiter(REPLIES_A_MINUTE, MINUTE_MS, deps.nowMs);
  app.post('/hooks/twilio/:organisation/sms', OPTIONS, (request, reply) =>
    takeSms(deps, repliesOf, request as Post, reply),
  );
  app.post('/hooks/twilio/:organisation/status', OPTIONS, (request, reply) => takeStatus(deps, request as Post, reply));
}

async function takeSms(deps: HttpDeps, repliesOf: Limiter, request: Post, reply: FastifyReply): Promise<FastifyReply> {
  const { MessageSid, From, Body = '', OptOutType } = await proved(deps, request);
  if (!MessageSid || !From) throw incomplete('MessageSid and From');
  const { organisation } = request.params;
  const allowed = repliesOf(`${organisation}/${From}`);
  if (!allowed.allowed) {
    throw new ProblemError('too-many-requests', { 'retry-after': String(allowed.retryAfterSeconds) });
  }
  const sms: Reply = {
    channel: 'sms',
    externalId: MessageSid,
    from: From,
    text: Body,
    caseId: null,
    writtenBy: 'person',
    providerFound: commandNamed(OptOutType),
  };
  const taken = await deps.aftercare.takeReply(organisation, sms, deps.publicUrl);
  tellPeople(deps, taken);
  return reply.type('text/xml').send(await twiml(taken.answer));
}

async function takeStatus(deps: HttpDeps, request: Post, reply: FastifyReply): Promise<FastifyReply> {
  const { MessageSid, MessageStatus = '', ErrorCode } = await proved(deps, request);
  const { key } = request.query;
  if (!MessageSid || typeof key !== 'string' || key === '') throw incomplete('MessageSid, and key in the address,');
  const delivery = deliveryOf(MessageStatus);
  if (delivery !== null) {
    const report = { key, delivery, providerId: MessageSid, code: ErrorCode ?? null };
    const known = await deps.aftercare.recordDelivery(request.params.organisation, report);
    if (!known) deps.log.warn({ key }, 'a delivery was reported of a message that is not in the ledger');
  }
  return reply.code(204).send();
}

async function proved(deps: HttpDeps, request: Post): Promise<TwilioFields> {
  try {
    return await signedFields(deps, request);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'bad-signature') {
      deps.log.warn(
        { route: request.routeOptions.url, requestId: request.id },
        'a post with a bad signature was refused',
      );
    }
    throw error;
  }
}

function incomplete(what: string) {
  return refused(refusal('invalid-request', '', { detail: `${what} must be there.` }));
}

function commandNamed(optOutType: string | undefined): ConsentCommand | null {
  return CONSENT_COMMANDS.find((command) => command === optOutType?.toLowerCase()) ?? null;
}

function tellPeople(deps: HttpDeps, { entry: { id, caseId, waitsBecause }, came }: TakenReply): void {
  if (came === 'again' || waitsBecause === null) return;
  const sentence = 'a reply waits for a person; see `aftercare inbox list`';
  if (waitsBecause === 'loop') deps.log.warn({ entry: id, caseId, waitsBecause }, sentence);
  else deps.log.info({ entry: id, caseId, waitsBecause }, sentence);
}

async function twiml(answer: string | null): Promise<string> {
  const { default: twilio } = await import('twilio');
  const response = new twilio.twiml.MessagingResponse();
  if (answer !== null) response.message(answer);
  return response.toString();
}
