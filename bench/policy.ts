import { fileURLToPath } from 'node:url';
import { readPolicyFolder } from '../client/policy-files.ts';
import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';

/** A day of the benchmark's calendar: the reminder and the follow-ups of days 1, 3 and 7 are timers of this unit. */
export const DAY_LASTS_MS = 60;
/** As many days as a case can see ahead, at least as long as the slowest case of a loaded machine takes. */
const DAYS = 300;
/** A follow-up that nobody answers is given up when the next one is due at the earliest. */
const ANSWER_WITHIN_MS = 2 * DAY_LASTS_MS;

/** The policy of case-7: read and checked as any other, then its one waiting time in minutes is shrunk. */
export async function loadBenchPolicy(): Promise<PolicyDocument> {
  const read = await readPolicyFolder(fileURLToPath(new URL('policy', import.meta.url)), Date.now());
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  const { document } = read;
  const followUp = { ...document.pinned.followUp, answerWithinMs: ANSWER_WITHIN_MS };
  return { ...document, pinned: { ...document.pinned, followUp } };
}

/** The same calendars with days of milliseconds: what was planned by the day becomes a real, short timer. */
export function shortDays(calendars: ExpandedCalendars, fromMs: number): ExpandedCalendars {
  return { ...calendars, dayStartsMs: Array.from({ length: DAYS }, (_, day) => fromMs + day * DAY_LASTS_MS) };
}
