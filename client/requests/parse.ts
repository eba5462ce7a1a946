import type { z } from 'zod';
import type { CommandType } from '../../domain/case/commands.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { type CaseRequest, REQUESTS, type RequestOf } from './bodies.ts';
import { readBody } from './body.ts';
import { type Path, refusalsOf } from './issues.ts';

export type Parsed<Request = CaseRequest> =
  | { readonly request: Request }
  | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * One request, as JSON text, bytes or an object already read. All faults are told at once, each with its place as a JSON
 * pointer and with what to write instead; nothing personal is in them.
 */
export function parseRequest<T extends CommandType>(type: T, raw: unknown): Parsed<RequestOf<T>> {
  const read = readBody(raw);
  if ('refusal' in read) return { refusals: [read.refusal] };
  const schema: z.ZodType = REQUESTS[type];
  const result = schema.safeParse(read.body);
  if (result.success) return { request: { type, ...(result.data as object) } as RequestOf<T> };
  const [first, ...others] = refusalsOf(result.error.issues, read.body, (path) => keysAt(type, path));
  if (!first) throw new Error(`zod refused a ${type} without an issue`);
  return { refusals: [first, ...others] };
}

/** The fields a body may have at a place; only objects in lists and the body itself have any besides facts. */
function keysAt(type: CommandType, path: Path): string[] {
  if (path.length === 0) return Object.keys(REQUESTS[type].shape);
  return path[0] === 'parts' || path[0] === 'labour' ? ['code', 'quantity'] : [];
}
