import type { CalendarSchedule, DayWindow } from '../../domain/calendar/schedule.ts';
import type { Span } from '../../domain/shared/time.ts';

/**
 * Working time counted the slow way, to hold the fast way to it: minute by minute along UTC, asking `Intl` what the wall
 * clock shows. Nothing here is shared with `domain/calendar` but the shape of a schedule.
 */
export interface OpenMinutes {
  readonly fromMs: number;
  /** One a minute from `fromMs` on: 1 when it is open. */
  readonly open: Uint8Array;
}

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
/** Farther than any zone has ever set its clocks. */
const MARGIN_MINUTES = 2 * MINUTES_A_DAY;

/** The minutes from `fromMs` to `untilMs` (both whole minutes) in which a calendar is open. */
export function openMinutes(schedule: CalendarSchedule, zone: string, fromMs: number, untilMs: number): OpenMinutes {
  const { reached, settled } = wallClock(zone, fromMs, untilMs);
  const hoursOf = hoursByDay(schedule);
  const open = new Uint8Array(reached.length);
  let hours = hoursOf(0);
  for (let i = 0; i < open.length; i++) {
    const [latest, earliest] = [reached[i]!, settled[i]!];
    const day = Math.floor(latest / MINUTES_A_DAY);
    if (day !== hours.day) hours = hoursOf(day);
    for (const [from, to] of hours.windows) {
      if (latest >= from && (to % MINUTES_A_DAY === 0 ? latest : earliest) < to) open[i] = 1;
    }
  }
  return { fromMs, open };
}

/** Local midnight that begins a day: the first minute at which the wall clock shows that day or a later one. */
export function midnight(zone: string, date: string): number {
  const shows = clockIn(zone);
  const wall = Date.parse(`${date}T00:00Z`) / MINUTE_MS;
  let minute = wall - MINUTES_A_DAY;
  while (shows(minute) < wall) minute++;
  return minute * MINUTE_MS;
}

/** What the wall clock shows, as `2026-03-29T14:05`. */
export function wallTime(zone: string, atMs: number): string {
  return new Date(clockIn(zone)(Math.floor(atMs / MINUTE_MS)) * MINUTE_MS).toISOString().slice(0, 16);
}

export function isOpen({ fromMs, open }: OpenMinutes, atMs: number): boolean {
  return open[Math.floor((atMs - fromMs) / MINUTE_MS)] === 1;
}

/** Open milliseconds from one instant to another. */
export function openMs(minutes: OpenMinutes, fromMs: number, toMs: number): number {
  let sumMs = 0;
  for (let at = fromMs; at < toMs; ) {
    const end = Math.min(toMs, nextMinute(at));
    if (isOpen(minutes, at)) sumMs += end - at;
    at = end;
  }
  return sumMs;
}

/** The first instant by which `workMs` open milliseconds have passed; null when the minutes end before. */
export function firstWith(minutes: OpenMinutes, workMs: number, fromMs: number): number | null {
  const untilMs = minutes.fromMs + minutes.open.length * MINUTE_MS;
  let leftMs = workMs;
  for (let at = fromMs; at < untilMs; at = nextMinute(at)) {
    if (!isOpen(minutes, at)) continue;
    if (leftMs <= nextMinute(at) - at) return at + leftMs;
    leftMs -= nextMinute(at) - at;
  }
  return null;
}

/** The same minutes, closed in every stretch of `pauses` (whole minutes; one without an end lasts for ever). */
export function without(
  { fromMs, open }: OpenMinutes,
  pauses: readonly (readonly [number, number | null])[],
): OpenMinutes {
  const paused = (atMs: number) => pauses.some(([from, to]) => from <= atMs && (to === null || atMs < to));
  return { fromMs, open: open.map((bit, i) => (bit === 1 && !paused(fromMs + i * MINUTE_MS) ? 1 : 0)) };
}

/** The open minutes as stretches: sorted, disjoint, not touching. */
export function stretches({ fromMs, open }: OpenMinutes): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < open.length; i++) {
    if (open[i] !== 1) continue;
    const start = i;
    while (open[i] === 1) i++;
    spans.push([fromMs + start * MINUTE_MS, fromMs + i * MINUTE_MS]);
  }
  return spans;
}

function nextMinute(atMs: number): number {
  return (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;
}

/**
 * What the wall clock has shown at the latest by each minute, and what it shows at the earliest from that minute on. An
 * opening has come once it was reached, skipped or not; a closing is over once the clock never shows an earlier time again.
 */
function wallClock(zone: string, fromMs: number, untilMs: number): { reached: Int32Array; settled: Int32Array } {
  const first = fromMs / MINUTE_MS - MARGIN_MINUTES;
  const reached = new Int32Array((untilMs - fromMs) / MINUTE_MS + 2 * MARGIN_MINUTES);
  const shows = clockIn(zone);
  for (let i = 0; i < reached.length; i++) reached[i] = shows(first + i);
  const settled = reached.slice();
  for (let i = 1; i < reached.length; i++) reached[i] = Math.max(reached[i]!, reached[i - 1]!);
  for (let i = reached.length - 2; i >= 0; i--) settled[i] = Math.min(settled[i]!, settled[i + 1]!);
  const [from, to] = [MARGIN_MINUTES, reached.length - MARGIN_MINUTES];
  return { reached: reached.subarray(from, to), settled: settled.subarray(from, to) };
}

interface Hours {
  readonly day: number;
  /** In wall minutes: all windows that may count on that day, also of the two days before, which may reach into it. */
  readonly windows: readonly Span[];
}

/** A holiday and a special day know no weekly hours, not even those of the night before. */
function hoursByDay({ weekly, holidays, specialDays }: CalendarSchedule): (day: number) => Hours {
  const placed = (day: number, windows: readonly DayWindow[]) =>
    windows.map(({ fromMinute, toMinute }): Span => {
      return [day * MINUTES_A_DAY + fromMinute, day * MINUTES_A_DAY + toMinute];
    });
  return (day) => {
    const plain = specialDays[dateOf(day)] === undefined && !holidays.includes(dateOf(day));
    const windows = [day - 2, day - 1, day].flatMap((d) => [
      ...placed(d, specialDays[dateOf(d)] ?? []),
      ...(plain ? placed(d, weekly[weekdayOf(d)]!) : []),
    ]);
    return { day, windows };
  };
}

function dateOf(day: number): string {
  return new Date(day * MINUTES_A_DAY * MINUTE_MS).toISOString().slice(0, 10);
}

/** Monday 0 to Sunday 6. */
function weekdayOf(day: number): number {
  return (new Date(day * MINUTES_A_DAY * MINUTE_MS).getUTCDay() + 6) % 7;
}

/** Minutes that a wall clock has counted since 1970-01-01 00:00 on it, by the minutes of UTC. */
type WallClock = (minute: number) => number;

const clocks = new Map<string, WallClock>();

function clockIn(zone: string): WallClock {
  const clock = clocks.get(zone) ?? newClock(zone);
  clocks.set(zone, clock);
  return clock;
}

/** Asks `Intl` twice a UTC day, and on a day on which the answers differ for the one minute of the change. */
function newClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const offset = (minute: number) => {
    const [month, day, year, hour, minutes] = format
      .format(minute * MINUTE_MS)
      .match(/\d+/g)!
      .map(Number);
    return Date.UTC(year!, month! - 1, day!, hour!, minutes!) / MINUTE_MS - minute;
  };
  const known = new Map<number, { readonly before: number; readonly change: number; readonly after: number }>();
  const learn = (day: number) => {
    const [start, end] = [day * MINUTES_A_DAY, (day + 1) * MINUTES_A_DAY];
    const [before, after] = [offset(start), offset(end)];
    let [same, other] = [start, end];
    while (before !== after && other - same > 1) {
      const middle = (same + other) >>> 1;
      if (offset(middle) === before) same = middle;
      else other = middle;
    }
    const offsets = { before, change: other, after };
    known.set(day, offsets);
    return offsets;
  };
  return (minute) => {
    const day = Math.floor(minute / MINUTES_A_DAY);
    const { before, change, after } = known.get(day) ?? learn(day);
    return minute + (minute < change ? before : after);
  };
}
