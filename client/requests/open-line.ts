import { refusal } from '../../domain/case/refusals.ts';
import { RefusedError, refused } from '../errors.ts';
import type { SendOptions } from '../send.ts';
import { readBody } from './body.ts';
import { instantMs } from './instant.ts';
import { parseActor, parseCommandId } from './parse.ts';

export interface OpenLine {
  /** The request itself, still to be parsed. */
  readonly body: unknown;
  readonly options: Partial<SendOptions>;
}

/** An open request that carries its own envelope: `commandId`, `by` and `effectiveAt` beside the body. Throws `RefusedError`. */
export function parseOpenLine(text: string): OpenLine {
  const read = readBody(text);
  if ('refusal' in read) throw refused(read.refusal);
  if (typeof read.body !== 'object' || read.body === null) return { body: read.body, options: {} };
  const { commandId, by, effectiveAt, ...body } = read.body as Record<string, unknown>;
  return {
    body,
    options: {
      ...(commandId === undefined ? {} : { commandId: parseCommandId(String(commandId)) }),
      ...(by === undefined ? {} : { by: parseActor(String(by)) }),
      ...(effectiveAt === undefined ? {} : { effectiveAtMs: effectiveInstant(effectiveAt) }),
    },
  };
}

export function effectiveInstant(value: unknown): number {
  const atMs = instantMs(value);
  if (atMs !== null) return atMs;
  const detail = 'Write a time with its offset, such as 2026-05-01T09:00+08:00.';
  throw new RefusedError([refusal('invalid-request', '/effectiveAt', { detail })]);
}
