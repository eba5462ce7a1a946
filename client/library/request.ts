import { AftercareProblem } from './problem.ts';

export interface Settings {
  /** Of the API, such as `https://service.example.com`. */
  readonly url: string;
  /** An API key or an OIDC access token; a function is asked before each request. */
  readonly key: string | (() => string | Promise<string>);
  /** How long a request may take with all its repeats; 60 s unless told. */
  readonly withinMs?: number;
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The answer to a request as JSON; throws `AftercareProblem`. */
export type Ask = (asked: Asked) => Promise<unknown>;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const WITHIN_MS = 60_000;
/** Too much, not ready, on its way: what is worth asking again. A change has a name, so it counts once. */
const AGAIN: readonly number[] = [0, 429, 502, 503, 504];

/** Asks until an answer, a refusal, or the time is up; pauses double, and are as long as the server asks for. */
export function createAsk({ url, key, withinMs = WITHIN_MS }: Settings): Ask {
  return async (asked) => {
    const signal = AbortSignal.timeout(withinMs);
    const endMs = performance.now() + withinMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      const token = typeof key === 'string' ? key : await key();
      const answer = await attempt(url, token, asked, signal);
      if ('answer' in answer) return answer.answer;
      const { problem, retryAfterMs } = answer;
      const waitMs = retryAfterMs ?? pauseMs * (0.5 + Math.random() / 2);
      const isWorthIt = AGAIN.includes(problem.status) || problem.code === 'idempotency-key-in-use';
      if (!isWorthIt || performance.now() + waitMs >= endMs) throw problem;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  };
}

type Attempt =
  | { readonly answer: unknown }
  | { readonly problem: AftercareProblem; readonly retryAfterMs: number | null };

async function attempt(url: string, token: string, asked: Asked, signal: AbortSignal): Promise<Attempt> {
  try {
    const { method, path, body, query = {}, headers = {} } = asked;
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, `${value}`] as const],
    );
    const search = given.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(given))}`;
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}${search}`, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return { answer: text === '' ? null : JSON.parse(text) };
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
    return { problem: new AftercareProblem(response.status, problemIn(text)), retryAfterMs };
  } catch (error) {
    return { problem: new AftercareProblem(0, {}, error), retryAfterMs: null };
  }
}

/** A proxy in between may answer with a page. */
function problemIn(text: string): object {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
