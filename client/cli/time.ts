import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/shared/time.ts';

/** How people read times: in the zone of the policy, beside how far away they are. */
export interface Times {
  readonly zone: string;
  readonly nowMs: number;
}

/** `4 h 20`, `3 d 2 h`, `12 min`, `40 s`. */
export function duration(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE_MS) return `${Math.floor(length / SECOND_MS)} s`;
  if (length < HOUR_MS) return `${Math.floor(length / MINUTE_MS)} min`;
  const [unit, name, minor, minorName] =
    length < DAY_MS ? ([HOUR_MS, 'h', MINUTE_MS, ''] as const) : ([DAY_MS, 'd', HOUR_MS, ' h'] as const);
  const rest = Math.floor((length % unit) / minor);
  const tail = rest === 0 ? '' : minorName === '' ? ` ${String(rest).padStart(2, '0')}` : ` ${rest}${minorName}`;
  return `${Math.floor(length / unit)} ${name}${tail}`;
}

/** `40 h`, `2 h 30`: an amount of working time, in which a day has no fixed length. */
export function workingTime(ms: number): string {
  if (ms < DAY_MS) return duration(ms);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return `${Math.floor(ms / HOUR_MS)} h${minutes === 0 ? '' : ` ${String(minutes).padStart(2, '0')}`}`;
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
