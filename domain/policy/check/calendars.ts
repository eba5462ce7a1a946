import { expandCalendars, isZone } from '../../calendar/expand.ts';
import { type DayWindow, MINUTES_A_DAY } from '../../calendar/schedule.ts';
import { advance } from '../../calendar/spans.ts';
import type { Finding } from '../fault.ts';
import { scheduleOf } from '../schedule-of.ts';
import type { PolicySource } from '../schema.ts';
import { DAY_KEYS, daysOf, type SourceCalendar } from '../schema-calendars.ts';

/** Nearly every calendar opens within a month, so the year is laid out for the others only. */
const DAYS_TO_LOOK_AT = [31, 366];

/** Zones that exist, hours that don't overlap, calendars that open at all within a year. */
export function checkCalendars(source: PolicySource, nowMs: number): Finding[] {
  if (!isZone(source.zone)) {
    const message = `${source.zone} is no time zone; write a place of the zone database like Asia/Shanghai`;
    return [{ code: 'unknown-zone', message, path: ['zone'] }];
  }
  return Object.entries(source.calendars).flatMap(([id, calendar]) => [
    ...overlaps(id, calendar),
    ...repeatedDays(id, calendar),
    ...neverOpens(source, id, calendar, nowMs),
  ]);
}

function overlaps(id: string, { weekly, specialDays }: SourceCalendar): Finding[] {
  const findings: Finding[] = [];
  const taken: { readonly window: DayWindow; readonly key: string }[] = [];
  for (const [key, windows] of Object.entries(weekly)) {
    windows.forEach((window, i) => {
      for (const day of daysOf(key) ?? []) {
        const placed = {
          fromMinute: day * MINUTES_A_DAY + window.fromMinute,
          toMinute: day * MINUTES_A_DAY + window.toMinute,
        };
        const other = taken.find((earlier) => overlapInWeek(earlier.window, placed));
        taken.push({ window: placed, key });
        if (!other) continue;
        const message = `these hours overlap those of ${other.key} on ${DAY_KEYS[day]}; write each hour of a day once`;
        findings.push({ code: 'overlapping-hours', message, path: ['calendars', id, 'weekly', key, i] });
        return;
      }
    });
  }
  specialDays.forEach(({ hours }, day) => {
    hours.forEach((window, i) => {
      if (!hours.slice(0, i).some((earlier) => overlap(earlier, window))) return;
      const message = 'these hours overlap others of the same day; write each hour of a day once';
      findings.push({ code: 'overlapping-hours', message, path: ['calendars', id, 'specialDays', day, 'hours', i] });
    });
  });
  return findings;
}

function repeatedDays(id: string, { specialDays }: SourceCalendar): Finding[] {
  return specialDays.flatMap(({ on }, i) => {
    if (!specialDays.slice(0, i).some((earlier) => earlier.on === on)) return [];
    const message = `${on} has its own hours already; write them in one place`;
    return [{ code: 'duplicate-day' as const, message, path: ['calendars', id, 'specialDays', i, 'on'] }];
  });
}

function neverOpens(source: PolicySource, id: string, calendar: SourceCalendar, nowMs: number): Finding[] {
  const schedule = scheduleOf(calendar, source.holidays);
  const opens = DAYS_TO_LOOK_AT.some((days) => {
    const { spans } = expandCalendars({ it: schedule }, source.zone, nowMs, days);
    return advance(spans.it ?? [], nowMs, 1) !== null;
  });
  if (opens) return [];
  const message = `${id} has no open hour in the coming year; give it weekly hours like mon-fri: [09:00-17:00]`;
  return [{ code: 'calendar-never-opens', message, path: ['calendars', id] }];
}

/** Sunday night may run into Monday morning, so a week is compared with itself and the next one. */
function overlapInWeek(a: DayWindow, b: DayWindow): boolean {
  const week = 7 * MINUTES_A_DAY;
  return [-week, 0, week].some((shift) =>
    overlap({ fromMinute: a.fromMinute + shift, toMinute: a.toMinute + shift }, b),
  );
}

function overlap(a: DayWindow, b: DayWindow): boolean {
  return a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
}
