/** Instants are UTC epoch milliseconds, durations are milliseconds; both are integers. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A half-open stretch of time `[fromMs, toMs)`. */
export type Span = readonly [fromMs: number, toMs: number];

/** A stretch that may not have ended yet. */
export type OpenSpan = readonly [fromMs: number, toMs: number | null];
