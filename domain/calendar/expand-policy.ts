import { civilDate, dayNumber } from '../shared/civil-date.ts';
import { mapValues } from '../shared/map-values.ts';
import { DAY_MS } from '../shared/time.ts';
import { expandCalendars } from './expand.ts';
import type { CalendarId, ExpandedCalendars, FeastId } from './expanded.ts';
import { type Feast, feastDays } from './feasts.ts';
import type { CalendarSchedule } from './schedule.ts';

/** What a policy says of days and hours. */
export interface PolicyCalendars {
  readonly zone: string;
  readonly calendars: Readonly<Record<CalendarId, CalendarSchedule>>;
  /** Absent where nobody greets on any. */
  readonly feasts?: Readonly<Record<FeastId, Feast>>;
}

/** A lunar year may have thirteen months, so the next of a feast is always among them. */
const FEAST_DAYS_AHEAD = 400;

/** The calendars of a policy as `expandCalendars` has them, and the days of its feasts within them and the year after. */
export function expandPolicy(
  { zone, calendars, feasts }: PolicyCalendars,
  fromMs: number,
  days: number,
): ExpandedCalendars {
  const expanded = expandCalendars(calendars, zone, fromMs, days);
  if (feasts === undefined) return expanded;
  const { firstDay } = expanded;
  const ahead = Math.ceil((expanded.untilMs - expanded.fromMs) / DAY_MS) + FEAST_DAYS_AHEAD;
  const until = civilDate((dayNumber(firstDay) ?? 0) + ahead);
  return { ...expanded, feasts: mapValues(feasts, (feast: Feast) => feastDays(feast, firstDay, until)) };
}
