import { type CalendarSchedule, type DayWindow, MINUTES_A_DAY } from '../calendar/schedule.ts';
import { wakingHoursIn } from '../notice/waking-hours.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

type Quiet = Pick<PolicySource, 'zone' | 'quiet'>;

/** Where customers of the policy live: its own zone first. */
export function zonesOf({ zone, quiet }: Quiet): readonly string[] {
  return quiet === undefined ? [] : [...new Set([zone, ...quiet.zones])];
}

export function pinQuiet(source: Quiet): Pick<PinnedPolicy, 'quiet'> {
  return source.quiet === undefined ? {} : { quiet: { zones: zonesOf(source) } };
}

/** A calendar for each zone that is open while nobody there is left alone. */
export function wakingCalendars(source: Quiet): Record<string, CalendarSchedule> {
  const { quiet } = source;
  if (quiet === undefined) return {};
  const weekly = Array.from({ length: 7 }, () => outside(quiet.hours));
  return Object.fromEntries(
    zonesOf(source).map((zone) => [wakingHoursIn(zone), { weekly, holidays: [], specialDays: {}, zone }]),
  );
}

/** The rest of the day. */
function outside({ fromMinute, toMinute }: DayWindow): DayWindow[] {
  if (toMinute > MINUTES_A_DAY) return [{ fromMinute: toMinute - MINUTES_A_DAY, toMinute: fromMinute }];
  const rest = [
    { fromMinute: 0, toMinute: fromMinute },
    { fromMinute: toMinute, toMinute: MINUTES_A_DAY },
  ];
  return rest.filter((window) => window.fromMinute < window.toMinute);
}
