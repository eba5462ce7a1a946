import { z } from 'zod';
import type { Principal } from '../../domain/access/principal.ts';
import type { ApiRole } from '../../domain/access/roles.ts';
import type { CommandId } from '../../domain/shared/ids.ts';
import type { HttpDeps } from './deps.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Shape = z.ZodObject | undefined;
type Parsed<S extends Shape> = S extends z.ZodObject ? z.output<S> : Record<never, never>;

/** One request, checked as far as its route says. */
export interface Call<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType | undefined = undefined> {
  readonly deps: HttpDeps;
  readonly principal: Principal;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  /** As the route's schema reads it; as it was sent where the route says `reads: 'as-sent'`. */
  readonly body: B extends z.ZodType ? z.output<B> : unknown;
  /** Made of the caller and its Idempotency-Key: the same request sent again is the same command. Of a change only. */
  readonly commandId: CommandId;
  /** Those that the route's schema names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of If-Match, without quotes; null when it is not sent. */
  readonly ifMatch: string | null;
}

/** `body` undefined answers with none. Nothing personal is in the answer to a change: it is kept for repeats. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AnswerSpec {
  readonly what: string;
  /** Null for an answer without a body. */
  readonly schema: z.ZodType | null;
  /** JSON unless told. */
  readonly mediaType?: string;
}

/** Topics of the reading page, in its order. */
export const TAGS = [
  'cases',
  'commands',
  'messages',
  'customers',
  'units',
  'technicians',
  'appointments',
  'policies',
  'reports',
  'imports',
  'endpoints',
  'events',
  'keys',
] as const;
export type Tag = (typeof TAGS)[number];

/** A route of the API as data: what is served, checked and described comes from it. */
export interface RouteSpec {
  readonly method: Method;
  /** `/v1/cases/{caseId}`. */
  readonly path: string;
  /** Its name in the description and in client libraries, such as `showCase`. */
  readonly operation: string;
  readonly tag: Tag;
  readonly summary: string;
  /** Who may ask at all; what is theirs to see is judged by the route. */
  readonly roles: readonly ApiRole[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Headers that it reads besides those of every request, all of them texts that may be missing. */
  readonly headers?: z.ZodObject;
  /** What is sent names itself, so that it takes no Idempotency-Key: whoever is handed it knows a repeat. */
  readonly repeats?: 'by-own-id';
  /** `as-sent`: whoever is handed it checks it, such as the parser of commands. Parsed unless told. */
  readonly reads?: 'as-sent';
  /** What the body is when it is not JSON, such as `text/csv`; then it is handed on as text. */
  readonly accepts?: readonly string[];
  /** Two people may edit it: takes If-Match and answers 412. */
  readonly conditional?: true;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Statuses of refusals besides those that its shape brings along. */
  readonly refusals?: readonly number[];
  readonly handle: (call: Call<Shape, Shape, z.ZodType | undefined>) => Promise<Reply>;
}

type Given<P extends Shape, Q extends Shape, B extends z.ZodType | undefined> = Omit<
  RouteSpec,
  'params' | 'query' | 'body' | 'handle'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly handle: (call: Call<P, Q, B>) => Promise<Reply>;
};

/** Ties what a route handles to the schemas it is checked by. */
export function route<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
>(given: Given<P, Q, B>): RouteSpec {
  return given as unknown as RouteSpec;
}

/** Everything but a reading changes something, and so needs an Idempotency-Key. */
export function isChange({ method }: Pick<RouteSpec, 'method'>): boolean {
  return method !== 'GET';
}

/** Whether a repeat is known by the Idempotency-Key. */
export function takesKey(spec: Pick<RouteSpec, 'method' | 'repeats'>): boolean {
  return isChange(spec) && spec.repeats === undefined;
}

const LARGEST_PAGE = 200;

/** Of every list: how many, and where the page before ended. */
export const PAGE = {
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(50).describe('At most so many.'),
  cursor: z.string().max(500).optional().describe('The nextCursor of the page before.'),
};

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    hasMore: z.boolean(),
    nextCursor: z.string().nullable().describe('Give it as cursor to go on; null at the end.'),
  });
}

export function page<Item>(items: readonly Item[], nextCursor: string | null) {
  return { items, hasMore: nextCursor !== null, nextCursor };
}
