import type { z } from 'zod';
import type { Actor, CommandType } from '../../domain/case/commands.ts';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import type { CommandId } from '../../domain/shared/ids.ts';
import { RefusedError } from '../errors.ts';
import { type CaseRequest, REQUESTS, type RequestOf } from './bodies.ts';
import { readBody } from './body.ts';
import { opaqueId } from './fields.ts';
import { type Path, refusalsOf } from './issues.ts';

export type Parsed<Request = CaseRequest> =
  | { readonly request: Request }
  | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * One request, as JSON text, bytes or an object already read. All faults are told at once, each with its place as a JSON
 * pointer and with what to write instead; nothing personal is in them.
 */
export function parseRequest<T extends CommandType>(type: T, raw: unknown): Parsed<RequestOf<T>> {
  const schema: z.ZodType<object> = REQUESTS[type];
  const parsed = parseBody(schema, raw, (path) => keysAt(type, path));
  return 'refusals' in parsed ? parsed : { request: { type, ...parsed.request } as RequestOf<T> };
}

/** The same for a body of any shape; `keysAt` names the fields that an object at a place may have. */
export function parseBody<Body>(schema: z.ZodType<Body>, raw: unknown, keysAt: (path: Path) => string[]): Parsed<Body> {
  const read = readBody(raw);
  if ('refusal' in read) return { refusals: [read.refusal] };
  const result = schema.safeParse(read.body);
  if (result.success) return { request: result.data };
  const [first, ...others] = refusalsOf(result.error.issues, read.body, keysAt);
  if (!first) throw new Error('zod refused a body without an issue');
  return { refusals: [first, ...others] };
}

/** The fields a body may have at a place; only objects in lists and the body itself have any besides facts. */
function keysAt(type: CommandType, path: Path): string[] {
  if (path.length === 0) return Object.keys(REQUESTS[type].shape);
  return path[0] === 'parts' || path[0] === 'labour' ? ['code', 'quantity'] : [];
}

/** A command id as it was given. Throws `RefusedError` when workflow ids and logs could not carry it. */
export function parseCommandId(raw: string): CommandId {
  const result = opaqueId().safeParse(raw);
  if (result.success) return result.data;
  const [first, ...others] = refusalsOf(result.error.issues, raw, () => []);
  throw new RefusedError([{ ...first!, place: '/commandId' }, ...others]);
}

const BACK_OFFICE = 'back-office:';

/** Who acts: `customer`, `back-office:erp`, or the policy's id of a person. */
export function parseActor(raw: string): Actor {
  if (raw === 'customer') return { kind: 'customer' };
  const system = raw.startsWith(BACK_OFFICE) ? raw.slice(BACK_OFFICE.length) : null;
  const result = opaqueId(64).safeParse(system ?? raw);
  if (!result.success || result.data.includes(':')) {
    const detail = `Write customer, the id of a person in the policy, or ${BACK_OFFICE}name.`;
    throw new RefusedError([refusal('invalid-request', '/by', { detail })]);
  }
  return system === null ? { kind: 'staff', personId: result.data } : { kind: 'back-office', system: result.data };
}
