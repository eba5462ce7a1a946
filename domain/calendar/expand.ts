import { Temporal } from 'temporal-polyfill/implementation';
import { type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';
import { mapValues } from '../shared/map-values.ts';
import { DAY_MS, MINUTE_MS, type Span } from '../shared/time.ts';
import type { CalendarId, ExpandedCalendars } from './expanded.ts';
import { type CalendarSchedule, type DayWindow, MINUTES_A_DAY, weekdayIndex } from './schedule.ts';
import { intersect, merge, subtract } from './spans.ts';

/** Back-dated facts and time already used lie in the past, so a window begins this many days before its `fromMs`. */
export const DAYS_BEHIND = 10;

/**
 * Weekly hours, holidays and a zone as absolute spans: the only place that knows zones. The window runs from the local
 * midnight ten days before the day of `fromMs` to the midnight that ends the day `days` after it.
 *
 * When the clocks change: a time that does not exist is taken as the moment the clocks jumped; a time that comes twice
 * opens at its first and closes at its second occurrence, so a repeated hour counts twice. Hours that end where the
 * repeated hour begins have no part in it and close the first time.
 */
export function expandCalendars(
  schedules: Readonly<Record<CalendarId, CalendarSchedule>>,
  zone: string,
  fromMs: number,
  days: number,
): ExpandedCalendars {
  const firstDay = localDayNumber(zone, fromMs) - DAYS_BEHIND;
  const length = DAYS_BEHIND + days + 1;
  const startMs = (index: number): number => dayStarts[index + 1]!;
  // One day more at both ends: a window of the evening before may reach into the first day.
  const dayStarts = Array.from({ length: length + 3 }, (_, i) => instantOf(zone, firstDay + i - 1, 0, 'earlier'));
  const window: Span = [startMs(0), startMs(length)];
  const isPlainDay = (index: number): boolean => startMs(index + 1) - startMs(index) === DAY_MS;
  /** Zones are slow to ask: only days on which the clocks change ask for more than their midnights. */
  const spanOf = (index: number, { fromMinute, toMinute }: DayWindow): Span => {
    if (isPlainDay(index) && (toMinute <= MINUTES_A_DAY || isPlainDay(index + 1))) {
      return [startMs(index) + fromMinute * MINUTE_MS, startMs(index) + toMinute * MINUTE_MS];
    }
    const day = firstDay + index;
    return [instantOf(zone, day, fromMinute, 'earlier'), instantOf(zone, day, toMinute, 'later')];
  };

  const expandOne = (schedule: CalendarSchedule): Span[] => {
    const weekly: Span[] = [];
    const special: Span[] = [];
    const cuts: Span[] = [];
    const holidays = new Set(schedule.holidays);
    for (let index = -1; index < length; index++) {
      const day = firstDay + index;
      const ownHours = schedule.specialDays[civilDate(day)];
      if (ownHours || holidays.has(civilDate(day))) cuts.push([startMs(index), startMs(index + 1)]);
      for (const hours of ownHours ?? []) special.push(spanOf(index, hours));
      for (const hours of schedule.weekly[weekdayIndex(day)] ?? []) weekly.push(spanOf(index, hours));
    }
    return intersect(merge([...subtract(merge(weekly), merge(cuts)), ...special]), [window]);
  };

  const eveningChanges = Array.from({ length }, (_, index) => index).filter((index) =>
    changesInTheEvening(zone, startMs(index), startMs(index + 1)),
  );
  return {
    fromMs: window[0],
    untilMs: window[1],
    firstDay: civilDate(firstDay),
    dayStartsMs: dayStarts.slice(1, length + 1),
    ...(eveningChanges.length > 0 && { eveningChanges }),
    spans: mapValues(schedules, (schedule) =>
      schedule.zone === undefined || schedule.zone === zone ? expandOne(schedule) : expandElsewhere(schedule, window),
    ),
  };
}

/** The hours of another zone within the window. */
function expandElsewhere({ zone = '', ...schedule }: CalendarSchedule, window: Span): Span[] {
  const days = Math.ceil((window[1] - window[0]) / DAY_MS) + 1;
  const { spans } = expandCalendars({ it: schedule }, zone, window[0], days);
  return intersect(spans.it ?? [], [window]);
}

/** Whether the zone database knows the name. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // A bare offset such as `+08:00` would be accepted, but it knows no clock changes; a policy names a place.
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

function instantOf(zone: string, day: number, minute: number, whenTwice: 'earlier' | 'later'): number {
  const local = Temporal.PlainDate.from(civilDate(day + Math.floor(minute / MINUTES_A_DAY))).toPlainDateTime({
    hour: Math.floor((minute % MINUTES_A_DAY) / 60),
    minute: minute % 60,
  });
  // Midnight is the boundary between two days and has one meaning, or a cut would leave a sliver.
  const disambiguation = minute % MINUTES_A_DAY === 0 ? 'earlier' : whenTwice;
  const zoned = local.toZonedDateTime(zone, { disambiguation });
  const earlier = () => local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(local)) {
    return earlier().getTimeZoneTransition('next')?.epochMilliseconds ?? zoned.epochMilliseconds;
  }
  return disambiguation === 'later' && isSetBackTo(zoned) ? earlier().epochMilliseconds : zoned.epochMilliseconds;
}

function changesInTheEvening(zone: string, startMs: number, endMs: number): boolean {
  if (endMs - startMs === DAY_MS) return false;
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone);
  const changeMs = start.getTimeZoneTransition('next')?.epochMilliseconds ?? endMs;
  return changeMs > startMs + DAY_MS / 2 && changeMs < endMs;
}

/** Whether it is the very moment at which the clocks are set back. */
function isSetBackTo(zoned: Temporal.ZonedDateTime): boolean {
  const before = zoned.subtract({ milliseconds: 1 });
  return before.offsetNanoseconds > zoned.offsetNanoseconds;
}

/** The day it is in a zone. */
export function civilDayIn(zone: string, atMs: number): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function localDayNumber(zone: string, atMs: number): number {
  const day = dayNumber(civilDayIn(zone, atMs));
  if (day === null) throw new RangeError(`not an instant this calendar reaches: ${atMs}`);
  return day;
}
