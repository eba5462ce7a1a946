import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { atLocalTime } from '../calendar/local-day.ts';
import { nextOpen } from '../calendar/spans.ts';
import type { FollowUpPlan } from '../policy/pinned.ts';

/**
 * The follow-up after `afterDay` (null: the first), counted in local days from the signed service (S1p: days 1, 3, 7).
 * One that is overdue is asked in the next open hour, unless the one behind it is due as well; null when none is left.
 */
export function scheduleFollowUp(
  plan: FollowUpPlan,
  calendars: ExpandedCalendars,
  anchorMs: number,
  afterDay: number | null,
  nowMs: number,
): { readonly day: number; readonly askAtMs: number } | null {
  const left = plan.days
    .filter(({ day }) => afterDay === null || day > afterDay)
    .map(({ day, atMinuteOfDay }) => ({ day, plannedMs: atLocalTime(calendars, anchorMs, day, atMinuteOfDay) }));
  const current = left.find((_, index) => (left[index + 1]?.plannedMs ?? Number.MAX_SAFE_INTEGER) > nowMs);
  if (current === undefined) return null;
  const wantedMs = Math.max(current.plannedMs, nowMs);
  return { day: current.day, askAtMs: nextOpen(calendars.spans[plan.hours] ?? [], wantedMs) ?? wantedMs };
}
