import { z } from 'zod';
import { type Refusal, type RefusalCode, refusalSentence } from '../../domain/case/refusals.ts';
import { RefusedError, UnavailableError } from '../errors.ts';

/** Codes of problems that no command is refused with: of the way of a request, not of what it asks. */
export const PROBLEMS = {
  'not-authenticated': [401, 'Send a good API key or access token as Authorization: Bearer …'],
  'not-allowed': [403, 'The role of this key may not do that.'],
  'bad-signature': [403, 'The signature does not fit this address and what was sent.'],
  'not-found': [404, 'There is nothing here, or nothing of yours.'],
  'method-not-allowed': [405, 'This address does not take that method.'],
  'idempotency-key-missing': [400, 'Every change needs an Idempotency-Key of 1 to 255 visible characters.'],
  'idempotency-key-in-use': [409, 'The same request is being worked on. Send it again in a moment.'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used before with another request. Take a new one.'],
  'unsupported-media-type': [415, 'The body has another media type than this address takes.'],
  'not-json': [400, 'The body is not JSON.'],
  'too-many-requests': [429, 'Too many requests. Wait, and send it again.'],
  'too-many-inputs': [429, 'Too much is being recorded on this case. Wait, and send it again.'],
  'too-many-openings': [
    429,
    'Too many cases are being opened for numbers alike. Wait, or open this one from the command line.',
  ],
  'header-too-large': [431, 'The headers are too large.'],
  unavailable: [
    503,
    'Part of the system does not answer. Send it again in a moment; a change under the same Idempotency-Key.',
  ],
  fault: [500, 'This is a fault of ours. Tell us the request id.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_TYPE = 'application/problem+json';

export const problemSchema = z.looseObject({
  type: z.string().describe('Where the problem is explained.'),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('For machines; it stays.'),
  detail: z.string().describe('For people; it may be reworded.'),
  requestId: z.string(),
  errors: z
    .array(
      z.looseObject({
        code: z.string(),
        detail: z.string(),
        pointer: z.string().optional().describe('JSON pointer into the body.'),
        parameter: z.string().optional().describe('Of the address.'),
      }),
    )
    .optional(),
});

/** A problem that is thrown: what the address or the caller lacks. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: readonly Refusal[];

  constructor(code: ProblemCode, headers: Readonly<Record<string, string>> = {}, parameters: readonly Refusal[] = []) {
    super(code);
    this.code = code;
    this.headers = headers;
    this.parameters = parameters;
  }
}

export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: z.output<typeof problemSchema>;
}

const RETRY_SOON_SECONDS = 2;

/** What went wrong as RFC 9457 tells it, or null when it is a fault nobody foresaw. */
export function problemOf(error: unknown, requestId: string): Problem | null {
  // The command's id is made of the key, so that is what the caller reused.
  if (error instanceof RefusedError && error.refusals[0].code === 'command-id-reused') {
    return told('idempotency-key-reused', requestId);
  }
  if (error instanceof RefusedError) return refusedProblem(error.refusals, requestId);
  if (error instanceof ProblemError) return told(error.code, requestId, error.headers, error.parameters);
  if (error instanceof UnavailableError) {
    return told('unavailable', requestId, { 'retry-after': String(RETRY_SOON_SECONDS) });
  }
  if (error instanceof Error && 'code' in error && error.code === 'bad-cursor') {
    const detail = 'Give the nextCursor of a page of this list, or leave it out.';
    return refusedProblem([{ code: 'invalid-request', place: '?cursor', params: { detail } }], requestId);
  }
  return null;
}

export function told(
  code: ProblemCode,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
  parameters: readonly Refusal[] = [],
): Problem {
  const [status, detail] = PROBLEMS[code];
  const errors = parameters.length === 0 ? {} : { errors: parameters.map(errorOf) };
  return { status, headers, body: { ...head(code, status), detail, requestId, ...errors } };
}

function refusedProblem(refusals: readonly [Refusal, ...Refusal[]], requestId: string): Problem {
  const [first] = refusals;
  const status = statusOf(first);
  const detail =
    refusals.length === 1 ? refusalSentence(first) : `${refusals.length} things are wrong with this request.`;
  const retry = status === 409 && SOON.includes(first.code) ? { 'retry-after': String(RETRY_SOON_SECONDS) } : {};
  return {
    status,
    headers: retry,
    body: { ...head(first.code, status), detail, requestId, errors: refusals.map(errorOf) },
  };
}

function head(code: string, status: number) {
  const title = `${code[0]?.toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;
  return { type: `/problems/${code}`, title, status, code };
}

function errorOf(one: Refusal) {
  const { code, place } = one;
  const where = place.startsWith('?') ? { parameter: place.slice(1) } : place === '' ? {} : { pointer: `#${place}` };
  return { code, detail: refusalSentence(one), ...where };
}

/** What heals by itself. */
const SOON: readonly RefusalCode[] = ['load-not-known-yet', 'slot-being-reserved'];

const NOT_FOUND: readonly RefusalCode[] = [
  'unknown-case',
  'unknown-policy',
  'unknown-report',
  'unknown-organisation',
  'unknown-attachment',
  'unknown-key',
  'unknown-endpoint',
  'unknown-reply',
];

/** What the address names. In a body the same is a fault of the body. */
const NAMED_BY_ADDRESS: readonly RefusalCode[] = ['unknown-customer', 'unknown-unit', 'unknown-person'];

/** The request is well formed, but the case is not where it would have to be. */
const CONFLICTS: readonly RefusalCode[] = [
  ...SOON,
  'not-open',
  'case-closed',
  'already-open',
  'reference-reused',
  'wrong-stage',
  'on-hold',
  'not-on-hold',
  'no-appointment',
  'appointment-superseded',
  'already-confirmed',
  'already-departed',
  'already-filed',
  'already-in-crew',
  'report-not-filed',
  'nothing-changed',
  'not-classified-yet',
  'not-asked-yet',
  'not-asked',
  'unit-in-care',
  'item-not-open',
  'wrong-step',
  'item-blocked',
  'gate-closed',
  'not-satisfied-yet',
  'nothing-to-acknowledge',
  'unit-elsewhere',
  'policy-without-source',
];

const TOO_LARGE: readonly RefusalCode[] = ['body-too-large', 'mail-too-large', 'attachment-too-large'];

export function statusOf({ code, place }: Refusal): number {
  if (place.startsWith('?')) return 400;
  if (NOT_FOUND.includes(code) || (place === '' && NAMED_BY_ADDRESS.includes(code))) return 404;
  if (place === '' && code === 'entry-erased') return 410;
  if (CONFLICTS.includes(code)) return 409;
  if (code === 'case-changed' || code === 'entry-changed') return 412;
  return TOO_LARGE.includes(code) ? 413 : 422;
}
