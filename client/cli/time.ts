import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/shared/time.ts';

/** How people read times: in the zone of the policy, beside how far away they are. */
export interface Times {
  readonly zone: string;
  readonly nowMs: number;
}

/** `4 h 20`, `3 d 2 h`, `12 min`, `40 s`; rounded to the smallest unit that is shown. */
export function duration(ms: number): string {
  const length = Math.abs(ms);
  const seconds = Math.round(length / SECOND_MS);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(length / MINUTE_MS);
  if (minutes < 24 * 60) return hoursAndMinutes(minutes);
  const hours = Math.round(length / HOUR_MS);
  return `${Math.floor(hours / 24)} d${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`;
}

/** `40 h`, `2 h 30`: an amount of working time, in which a day has no fixed length. */
export function workingTime(ms: number): string {
  return ms < HOUR_MS ? duration(ms) : hoursAndMinutes(Math.round(ms / MINUTE_MS));
}

function hoursAndMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}

/** `in 4 h 20`, `3 d 2 h ago`, `now`. */
export function relative(atMs: number, { nowMs }: Times): string {
  if (Math.abs(atMs - nowMs) < SECOND_MS) return 'now';
  return atMs > nowMs ? `in ${duration(atMs - nowMs)}` : `${duration(nowMs - atMs)} ago`;
}

/** `16:20` today, `Fri 1 May 16:20` this year, `Fri 1 May 2027 16:20` otherwise. */
export function absolute(atMs: number, { zone, nowMs }: Times): string {
  const at = partsOf(atMs, zone);
  const now = partsOf(nowMs, zone);
  if (at.date === now.date) return at.time;
  return `${at.weekday} ${at.day} ${at.month}${at.year === now.year ? '' : ` ${at.year}`} ${at.time}`;
}

/** Both: `16:20 (in 4 h 20)`. */
export function when(atMs: number, times: Times): string {
  return `${absolute(atMs, times)} (${relative(atMs, times)})`;
}

/** `Fri 1 May 09:00–11:00`, the day told once. */
export function span(startMs: number, endMs: number, times: Times): string {
  const sameDay = partsOf(startMs, times.zone).date === partsOf(endMs, times.zone).date;
  return `${absolute(startMs, times)}–${sameDay ? partsOf(endMs, times.zone).time : absolute(endMs, times)}`;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function partsOf(atMs: number, zone: string) {
  const format =
    FORMATS.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  FORMATS.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = parts;
  return { weekday, day, month, year, time: `${hour}:${minute}`, date: `${year} ${month} ${day}` };
}
