import { expandPolicy, type PolicyCalendars } from '../calendar/expand-policy.ts';
import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { CALENDARS_AHEAD_MS } from '../calendar/wait.ts';
import { DAY_MS } from '../shared/time.ts';

/** As far as a case sees when it opens: the engine's own figure. */
const CALENDAR_DAYS = 90;
/** Zones are slow to work out: cases that begin within the same stretch share one expansion. */
const STRETCH_MS = 30 * DAY_MS;

export interface CalendarWindows {
  /** Calendars that reach from `fromMs`, as far back as a case looks, to 30 days at least beyond `nowMs`. */
  readonly reaching: (fromMs: number, nowMs: number) => ExpandedCalendars;
}

/** The calendars of one policy for any number of cases of any age; windows are worked out once each and kept. */
export function calendarWindows(policy: PolicyCalendars): CalendarWindows {
  const known = new Map<number, Map<number, ExpandedCalendars>>();
  return {
    reaching(neededFromMs, nowMs) {
      const fromMs = Math.floor(neededFromMs / STRETCH_MS) * STRETCH_MS;
      const renewals = Math.floor((nowMs - fromMs) / STRETCH_MS);
      const since = known.get(fromMs) ?? new Map<number, ExpandedCalendars>();
      const found = since.get(renewals);
      if (found !== undefined) return found;
      const untilMs = fromMs + (renewals + 1) * STRETCH_MS + CALENDARS_AHEAD_MS;
      const days = Math.max(Math.ceil((untilMs - fromMs) / DAY_MS), CALENDAR_DAYS + STRETCH_MS / DAY_MS);
      const expanded = expandPolicy(policy, fromMs, days);
      known.set(fromMs, since.set(renewals, expanded));
      return expanded;
    },
  };
}
