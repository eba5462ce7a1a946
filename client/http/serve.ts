import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { refusal } from '../../domain/case/refusals.ts';
import { RefusedError } from '../errors.ts';
import { readBody } from '../requests/body.ts';
import { refusalsOf } from '../requests/issues.ts';
import { authenticate } from './authenticate.ts';
import type { HttpDeps } from './deps.ts';
import { commandIdOf, once, readIdempotencyKey } from './idempotency.ts';
import { createLimiter } from './limiter.ts';
import { ProblemError } from './problem.ts';
import { type Call, isChange, type Reply, type RouteSpec, takesKey } from './route.ts';

type Serve = (spec: RouteSpec, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Of one key or account. */
const REQUESTS_A_MINUTE = 600;
/** Of a body that is not JSON, such as a price list. */
const TEXT_LONGEST_BYTES = 256 * 1_024;

/** How every route of the API is served: who asks, what, and whether it was answered before. */
export function createServe(deps: HttpDeps): Serve {
  const limiter = createLimiter(REQUESTS_A_MINUTE, 60_000, deps.nowMs);
  return async (spec, request, reply) => {
    const principal = await authenticate(deps, request.headers.authorization);
    const turn = limiter(`${principal.organisationId}/${principal.id}`);
    if (!turn.allowed) throw new ProblemError('too-many-requests', { 'retry-after': String(turn.retryAfterSeconds) });
    if (!spec.roles.includes(principal.role)) {
      deps.log.warn(
        { caller: principal.id, role: principal.role, operation: spec.operation },
        'a role asked for too much',
      );
      throw new ProblemError('not-allowed');
    }
    const params = readFields(spec.params, request.params, 'address');
    const query = readFields(spec.query, request.query, 'query');
    const ifMatch = etagOf(request.headers['if-match']);
    const headers = readHeaders(spec, request);
    const call = { deps, principal, params, query, headers, ifMatch };
    if (!isChange(spec)) {
      return send(reply, await spec.handle({ ...call, body: undefined, commandId: '' } as unknown as Call));
    }
    if (!takesKey(spec)) {
      const { body } = readContent(spec, request);
      return send(reply, await spec.handle({ ...call, body, commandId: '' } as unknown as Call));
    }
    const key = readIdempotencyKey(request.headers['idempotency-key']);
    const { asked, body } = readContent(spec, request);
    const { vaultKey } = await deps.organisations.tenant(principal.organisationId);
    const commandId = commandIdOf(vaultKey, principal, key);
    const named = { principal, key, asked: { operation: spec.operation, params, query, body: asked } };
    const answer = await once(deps, vaultKey, named, () =>
      spec.handle({ ...call, body, commandId } as unknown as Call),
    );
    return send(reply, answer);
  };
}

function send(reply: FastifyReply, { status, headers = {}, body }: Reply): FastifyReply {
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  if (typeof body === 'string' || body instanceof Uint8Array) return reply.send(body);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** Faults of an address or a query are told by the name of the parameter. */
function readFields(schema: z.ZodObject | undefined, given: unknown, where: 'address' | 'query'): unknown {
  if (schema === undefined) {
    const [stray] = Object.keys((given ?? {}) as object);
    if (stray === undefined || where === 'address') return {};
    throw new RefusedError([unknownParameter(stray)]);
  }
  const result = schema.safeParse(given ?? {});
  if (result.success) return result.data;
  const faults = refusalsOf(result.error.issues, given, () => Object.keys(schema.shape));
  // An address that cannot be anybody's is an address that is nobody's.
  if (where === 'address') throw new ProblemError('not-found');
  const [first, ...others] = faults.map((fault) => ({ ...fault, place: `?${fault.place.slice(1)}` }));
  throw new RefusedError([first ?? unknownParameter(''), ...others]);
}

function unknownParameter(name: string) {
  return refusal('invalid-request', `?${name.slice(0, 60)}`, { detail: 'This address takes no such parameter.' });
}

function readHeaders({ headers }: RouteSpec, request: FastifyRequest): Readonly<Record<string, string>> {
  const names = Object.keys(headers?.shape ?? {});
  const given = names.map((name) => [name, request.headers[name]] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What was sent, and what it says; checked before anything is claimed. */
function readContent(spec: RouteSpec, request: FastifyRequest): { readonly asked: unknown; readonly body: unknown } {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (spec.body === undefined) {
    if (bytes.length > 0 && bytes.toString().trim() !== '{}') throw new ProblemError('unsupported-media-type');
    return { asked: null, body: undefined };
  }
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
  const accepts = spec.accepts ?? ['application/json'];
  if (!accepts.includes(mediaType.trim().toLowerCase())) throw new ProblemError('unsupported-media-type');
  if (spec.accepts !== undefined && !accepts.some((one) => one.endsWith('json'))) {
    if (bytes.length > TEXT_LONGEST_BYTES) throw new RefusedError([tooLarge()]);
    const text = bytes.toString('utf8');
    return { asked: text, body: text };
  }
  const read = readBody(bytes);
  if ('refusal' in read) {
    throw read.refusal.code === 'invalid-request'
      ? new ProblemError('not-json', {}, [read.refusal])
      : new RefusedError([read.refusal]);
  }
  if (spec.reads === 'as-sent') return { asked: read.body, body: read.body };
  const schema = spec.body;
  const result = schema.safeParse(read.body);
  if (result.success) return { asked: read.body, body: result.data };
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  const [first, ...others] = refusalsOf(result.error.issues, read.body, (path) => (path.length === 0 ? known : []));
  if (!first) throw new Error(`${spec.operation} refused a body without an issue`);
  throw new RefusedError([first, ...others]);
}

function tooLarge() {
  return refusal('body-too-large', '', { longest: `${TEXT_LONGEST_BYTES / 1_024} KB` });
}

function etagOf(header: string | undefined): string | null {
  return header === undefined || header.trim() === '*' ? null : header.trim().replace(/^(W\/)?"(.*)"$/, '$2');
}
