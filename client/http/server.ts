import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refusal } from '../../domain/case/refusals.ts';
import { refused } from '../errors.ts';
import { addInbound } from '../inbound/index.ts';
import { addCustomerPages } from '../pages/customer/routes.ts';
import { addDayPages } from '../pages/day/routes.ts';
import { BODY_LONGEST_BYTES } from '../requests/body.ts';
import type { HttpDeps } from './deps.ts';
import { addHealth } from './health.ts';
import { createLimiter } from './limiter.ts';
import { openApiOf } from './openapi.ts';
import { PROBLEM_TYPE, PROBLEMS, type Problem, type ProblemCode, ProblemError, problemOf, told } from './problem.ts';
import { addReadingPage } from './reading-page.ts';
import type { RouteSpec } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { createServe } from './serve.ts';

/** Of one address, whoever asks from there. */
const REQUESTS_A_MINUTE = 1_200;
const REQUEST_WITHIN_MS = 30_000;
const URL_LONGEST = 2_000;
const NUL = /%00/;

/** The whole of what is served over HTTP, not yet listening. The caller closes it. */
export async function createHttpServer(deps: HttpDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LONGEST_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: REQUEST_WITHIN_MS * 2,
    routerOptions: { maxParamLength: URL_LONGEST, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    // A proxy on this machine or its network says where a request comes from; nobody else is believed.
    trustProxy: 'loopback, linklocal, uniquelocal',
    frameworkErrors: (_error, request, reply) => void sendProblem(reply, told('not-found', request.id)),
    clientErrorHandler: (_error, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  });
  // Whoever a body is for reads it: nothing is parsed before it is known who sends it and how large it is.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (request, reply) => void reply.header('request-id', request.id));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const limiter = createLimiter(REQUESTS_A_MINUTE, 60_000, deps.nowMs);
  app.addHook('onRequest', async ({ ip, url }) => {
    // A provider speaks for all customers from a few addresses; what it posts is signed and has limits of its own.
    if (url.startsWith('/hooks/')) return;
    const turn = limiter(ip);
    if (!turn.allowed) throw new ProblemError('too-many-requests', { 'retry-after': String(turn.retryAfterSeconds) });
  });
  app.addHook('onRequest', async ({ url }) => {
    const [path = '', query = ''] = url.split('?');
    // The database holds no NUL: nothing of ours is found by one.
    if (NUL.test(path)) throw new ProblemError('not-found');
    if (NUL.test(query)) throw refused(refusal('invalid-request', '?', { detail: 'Leave out the NUL character.' }));
  });
  app.setErrorHandler((error, request, reply) => sendError(deps, error, request, reply));
  app.addHook('onRequest', async ({ is404, url }) => {
    const taken = is404 ? methodsAt(url) : [];
    if (taken.length > 0) throw new ProblemError('method-not-allowed', { allow: taken.join(', ') });
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, told('not-found', request.id)));

  const serve = createServe(deps);
  for (const spec of ROUTES) {
    app.route({
      method: spec.method,
      url: fastifyPath(spec),
      handler: (request, reply) => serve(spec, request, reply),
    });
  }
  const description = openApiOf(ROUTES, deps.publicUrl);
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json').send(JSON.stringify(description)));
  addReadingPage(app, description);
  addHealth(app, deps);
  addDayPages(app, deps);
  addCustomerPages(app, deps);
  addInbound(app, deps);
  return app;
}

/** `/v1/cases/{caseId}` as fastify writes it. */
function fastifyPath({ path }: RouteSpec): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** What a route takes at an address, whatever was asked with; empty where there is none. */
function methodsAt(address: string): string[] {
  const [path = ''] = address.split('?');
  const matching = ROUTES.filter((spec) => new RegExp(`^${spec.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return matching.map(({ method }) => method);
}

export function sendProblem(reply: FastifyReply, { status, headers, body }: Problem): FastifyReply {
  return reply.code(status).headers(headers).type(PROBLEM_TYPE).send(JSON.stringify(body));
}

function sendError(deps: HttpDeps, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id) ?? problemOfFastify(error, request.id);
  if (problem !== null) return sendProblem(reply, problem);
  const code = error instanceof Error ? error.name : 'unknown';
  const route = request.routeOptions.url ?? 'none';
  deps.log.error({ requestId: request.id, route, code, stack: stackOf(error) }, 'a request failed');
  return sendProblem(reply, told('fault', request.id));
}

/** Where it went wrong, without what was said: a message may quote what was sent. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5)
    .join('\n');
}

const BY_STATUS: Readonly<Partial<Record<number, ProblemCode>>> = Object.fromEntries(
  (['not-found', 'unsupported-media-type', 'header-too-large'] as const).map((code) => [PROBLEMS[code][0], code]),
);

/** What fastify itself refuses: size, media type, too many, a body that breaks off. */
function problemOfFastify(error: unknown, requestId: string): Problem | null {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (typeof statusCode !== 'number' || statusCode >= 500) return null;
  if (statusCode === 413) {
    const longest = `${BODY_LONGEST_BYTES / 1_024} KB`;
    return problemOf(refused(refusal('body-too-large', '', { longest })), requestId);
  }
  return told(BY_STATUS[statusCode] ?? 'not-json', requestId);
}
