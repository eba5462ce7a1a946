import { Temporal } from 'temporal-polyfill/implementation';
import { MINUTE_MS } from '../../domain/shared/time.ts';

const HALF_HOUR_MS = 30 * MINUTE_MS;

/** Parts of a time as a format spells them, the longer of two with one beginning first. */
const PARTS: readonly (readonly [token: string, pattern: string])[] = [
  ['yyyy', '(?<year>\\d{4})'],
  ['MM', '(?<month>\\d{1,2})'],
  ['dd', '(?<day>\\d{1,2})'],
  ['HH', '(?<hour>\\d{1,2})'],
  ['mm', '(?<minute>\\d{1,2})'],
  ['SSS', '(?<fraction>\\d{1,9})'],
  ['ss', '(?<second>\\d{1,2})'],
];
const TOKEN = new RegExp(PARTS.map(([token]) => token).join('|'), 'g');

export interface TimeRules {
  /** `iso`, or parts such as `yyyy/MM/dd HH:mm:ss.SSS`. */
  readonly format: string;
  /** Zone the log's times are written in; `iso` carries its own. */
  readonly zone?: string | undefined;
  /** Where the people of the log worked: their time of day is taken as the policy's. */
  readonly workplace?: string | undefined;
}

/** What is wrong with a format, or null. */
export function formatFault(format: string, zone: string | null): string | null {
  if (format === 'iso') return null;
  const missing = ['yyyy', 'MM', 'dd', 'HH', 'mm'].filter((token) => !format.includes(token));
  if (missing.length > 0) {
    return `the format has no ${missing.join(', ')}; write iso, or parts like yyyy-MM-dd HH:mm:ss`;
  }
  return zone === null ? 'such times need a zone: write zone: UTC, or a place like Europe/Rome' : null;
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Reads times of a log as instants; null for what is no time. */
export function timeReader({ format, zone }: TimeRules): (text: string) => number | null {
  if (format === 'iso') return isoInstant;
  const wallOf = wallReader(format);
  const offsets = offsetsOf(zone ?? 'UTC');
  return (text) => {
    const wallMs = wallOf(text);
    return wallMs === null ? null : wallMs - offsets.atWall(wallMs);
  };
}

/** Moves instants from one zone to another so that the time of day stays; none for the same place or no workplace. */
export function relocation({ workplace }: TimeRules, policyZone: string): (atMs: number) => number {
  if (workplace === undefined || workplace === policyZone) return (atMs) => atMs;
  const [there, here] = [offsetsOf(workplace), offsetsOf(policyZone)];
  return (atMs) => {
    const wallMs = atMs + there.at(atMs);
    return wallMs - here.atWall(wallMs);
  };
}

function isoInstant(text: string): number | null {
  const atMs = Date.parse(text);
  return !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(atMs) ? null : atMs;
}

/** Milliseconds of a wall clock as if it were UTC's. */
function wallReader(format: string): (text: string) => number | null {
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${escaped.replace(TOKEN, (token) => PARTS.find(([known]) => known === token)![1])}$`);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    if (parts === undefined) return null;
    const { year, month, day, hour, minute, second = '0', fraction = '0' } = parts;
    const ms = Math.floor(Number(`0.${fraction}`) * 1_000);
    const [monthIndex, hours] = [Number(month) - 1, Number(hour)];
    const wall = new Date(Date.UTC(Number(year), monthIndex, Number(day), hours, Number(minute), Number(second), ms));
    // A 31 February would roll over into March.
    const exists =
      wall.getUTCDate() === Number(day) && wall.getUTCMonth() === monthIndex && wall.getUTCHours() === hours;
    return exists && Number(minute) < 60 && Number(second) < 60 ? wall.getTime() : null;
  };
}

interface Offsets {
  readonly at: (instantMs: number) => number;
  readonly atWall: (wallMs: number) => number;
}

/** How far a zone is ahead of UTC. Clocks change on the half hour at the earliest, and zones are slow to ask. */
function offsetsOf(zone: string): Offsets {
  const at = remember((atMs) => {
    const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
    return zoned.offsetNanoseconds / 1e6;
  });
  const atWall = remember((wallMs) => {
    const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC').toPlainDateTime();
    return wall.toZonedDateTime(zone).offsetNanoseconds / 1e6;
  });
  return { at, atWall };
}

/** Half hours kept; a log that is read in its order asks for the same few again and again. */
const HALF_HOURS_KEPT = 20_000;

function remember(ask: (ms: number) => number): (ms: number) => number {
  const known = new Map<number, number>();
  return (ms) => {
    const fromMs = Math.floor(ms / HALF_HOUR_MS) * HALF_HOUR_MS;
    const found = known.get(fromMs);
    if (found !== undefined) return found;
    if (known.size >= HALF_HOURS_KEPT) known.clear();
    const offsetMs = ask(fromMs);
    known.set(fromMs, offsetMs);
    return offsetMs;
  };
}
