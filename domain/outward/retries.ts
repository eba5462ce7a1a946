import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../shared/time.ts';

/** How long an endpoint is given after each failure, as Standard Webhooks has it: three days and a half in all. */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** Nobody may put an event off for longer. */
const LONGEST_MS = DAY_MS;

/** How an endpoint took an event. */
export type Taken =
  | { readonly kind: 'taken' }
  /** It answered 410: it wants nothing any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly code: string; readonly retryAfterMs: number | null };

/** When to try again, never sooner than it asked for, or why to stop; `failures` in a row were before this one. */
export function afterFailure(
  failures: number,
  retryAfterMs: number | null,
): { readonly waitMs: number } | { readonly giveUp: 'gave-up' } {
  const waitMs = WAITS_MS[failures];
  if (waitMs === undefined) return { giveUp: 'gave-up' };
  return { waitMs: Math.max(waitMs, Math.min(retryAfterMs ?? 0, LONGEST_MS)) };
}

/** What `Retry-After` says, in ms from now: a number of seconds or a date; null when it says nothing. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND_MS;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
