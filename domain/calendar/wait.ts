import { DAY_MS } from '../shared/time.ts';
import { advance } from './spans.ts';

type Spans = Parameters<typeof advance>[0];

/** What every case surely sees of its calendars, however long it has lived. */
export const CALENDARS_AHEAD_MS = 30 * DAY_MS;

/**
 * The end of a wait of `workMs` open milliseconds, and never later than a case sees: so one that was woken late, and sees
 * further, waits as long as a punctual one.
 */
export function waitFrom(spans: Spans, fromMs: number, workMs: number): number {
  const latestMs = fromMs + CALENDARS_AHEAD_MS;
  return Math.min(advance(spans, fromMs, workMs) ?? latestMs, latestMs);
}
