import { Temporal } from 'temporal-polyfill/implementation';
import { instantMs } from './instant.ts';

/** Epoch milliseconds of a wall-clock time (`2026-05-01`, `09:00`) in a zone; null when it does not exist there or comes twice. */
export function localInstant(date: string, time: string, zone: string): number | null {
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
    return instantMs(local.toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds);
  } catch {
    return null;
  }
}

/** The day (`2026-05-01`) that an instant falls on in a zone. */
export function localDay(atMs: number, zone: string): string {
  return zoned(atMs, zone).toPlainDate().toString();
}

/** The minute (`09:00`) that an instant falls in. */
export function localTime(atMs: number, zone: string): string {
  return zoned(atMs, zone).toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'floor' });
}

function zoned(atMs: number, zone: string) {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}
