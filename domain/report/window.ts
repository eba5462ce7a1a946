import { expandCalendars } from '../calendar/expand.ts';
import { dayStartMs, localDate } from '../calendar/local-day.ts';
import { weekdayIndex } from '../calendar/schedule.ts';
import { addMonths, type CivilDate, civilDate, dayNumber } from '../shared/civil-date.ts';
import { DAY_MS } from '../shared/time.ts';
import { RECURRENCE_PERIODS, type RecurrencePeriod, type ReportDefinition } from './plan.ts';

/** The days a report is about: `[fromMs, untilMs)`, from local midnight to local midnight. */
export interface ReportWindow {
  readonly fromDate: CivilDate;
  /** The first day that is not in it any more. */
  readonly untilDate: CivilDate;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The last whole week or month before `atMs`, and the one before that. */
export function windowsAt(
  every: ReportDefinition['every'],
  zone: string,
  atMs: number,
): { readonly window: ReportWindow; readonly before: ReportWindow } {
  const today = localDate(expandCalendars({}, zone, atMs, 1), atMs);
  const until = every === 'month' ? `${today.slice(0, 8)}01` : lastWeekday(today, every.weekday);
  const back = (date: CivilDate) => (every === 'month' ? addMonths(date, -1) : addDays(date, -7));
  const from = back(until);
  return { window: windowOf(zone, from, until), before: windowOf(zone, back(from), from) };
}

/** When each period begins that ends with the window. */
export function periodStarts(zone: string, { untilDate }: ReportWindow): Readonly<Record<RecurrencePeriod, number>> {
  const months = { month: 1, quarter: 3, year: 12 } as const;
  const starts = RECURRENCE_PERIODS.map((period) => [period, dayStart(zone, addMonths(untilDate, -months[period]))]);
  return Object.fromEntries(starts) as Record<RecurrencePeriod, number>;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDate((dayNumber(date) ?? 0) + days);
}

function windowOf(zone: string, fromDate: CivilDate, untilDate: CivilDate): ReportWindow {
  return { fromDate, untilDate, fromMs: dayStart(zone, fromDate), untilMs: dayStart(zone, untilDate) };
}

function lastWeekday(today: CivilDate, weekday: number): CivilDate {
  const day = dayNumber(today) ?? 0;
  return civilDate(day - ((weekdayIndex(day) - weekday + 7) % 7));
}

/** Local midnight that begins a day. */
export function dayStart(zone: string, date: CivilDate): number {
  const nearMs = (dayNumber(date) ?? 0) * DAY_MS;
  return dayStartMs(expandCalendars({}, zone, nearMs, 1), date) ?? nearMs;
}
