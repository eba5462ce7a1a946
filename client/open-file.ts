import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type Refusal, refusal } from '../domain/case/refusals.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Aftercare } from './aftercare.ts';
import { RefusedError, refused } from './errors.ts';
import { BODY_LONGEST_BYTES, readBody } from './requests/body.ts';
import { type OpenLine, parseOpenLine } from './requests/open-line.ts';
import type { Accepted, SendOptions } from './send.ts';

/** What became of one line; lines count from 1, empty ones are left out. */
export type LineResult =
  | { readonly line: number; readonly outcome: 'opened'; readonly accepted: Accepted }
  | { readonly line: number; readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly line: number; readonly outcome: 'failed'; readonly message: string };

export interface OpenFileOptions {
  readonly by: SendOptions['by'];
  /** Lines under way at once. */
  readonly inFlight?: number;
}

/**
 * Opens a case a line of JSON, from a path or a stream. A bad line stops no other. Results come as they are known, not
 * in the order of lines. Only a file that can't be read is thrown.
 */
export async function* openFile(
  aftercare: Pick<Aftercare, 'openCase'>,
  organisationId: OrganisationId,
  source: string | Readable,
  { by, inFlight = 16 }: OpenFileOptions,
): AsyncGenerator<LineResult> {
  const running = new Map<number, Promise<LineResult>>();
  let line = 0;
  for await (const text of linesOf(typeof source === 'string' ? fileBytes(source) : source)) {
    line += 1;
    if (text.trim() === '') continue;
    running.set(line, openLine(aftercare, organisationId, line, text, by));
    if (running.size >= inFlight) yield await firstOf(running);
  }
  while (running.size > 0) yield await firstOf(running);
}

async function firstOf(running: Map<number, Promise<LineResult>>): Promise<LineResult> {
  const result = await Promise.race(running.values());
  running.delete(result.line);
  return result;
}

async function openLine(
  aftercare: Pick<Aftercare, 'openCase'>,
  organisationId: OrganisationId,
  line: number,
  text: string,
  by: SendOptions['by'],
): Promise<LineResult> {
  try {
    const { body, options } = parseOpenObject(text);
    const accepted = await aftercare.openCase(organisationId, body, { by, ...options });
    return { line, outcome: 'opened', accepted };
  } catch (error) {
    if (error instanceof RefusedError) return { line, outcome: 'refused', refusals: error.refusals };
    return { line, outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The bytes of a file; an error of reading it names the path, which Node leaves out for a folder. */
export async function* fileBytes(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

/** `parseOpenLine` of a text that must be one JSON object: a list, a text or `null` holds no request. Throws `RefusedError`. */
export function parseOpenObject(text: string): OpenLine {
  const read = readBody(text);
  if ('body' in read && (typeof read.body !== 'object' || read.body === null || Array.isArray(read.body))) {
    const detail = 'Write one request as a JSON object, such as {"channel":"web","facts":{"wish":"repair"}}.';
    throw refused(refusal('invalid-request', '', { detail }));
  }
  return parseOpenLine(text);
}

/** Lines without their ends. One that is too long for a body is cut, so that it is refused and never held whole. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let first = true;
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    if (text === '') continue;
    // Windows programs put a mark before UTF-8 that is no part of the first line.
    if (first && text.startsWith('\uFEFF')) text = text.slice(1);
    first = false;
    const lines = text.split('\n');
    lines[0] = rest + lines[0];
    rest = (lines.pop() ?? '').slice(0, BODY_LONGEST_BYTES + 1);
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
