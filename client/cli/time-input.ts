import { refusal } from '../../domain/case/refusals.ts';
import { refused } from '../errors.ts';
import { instantMs } from '../requests/instant.ts';
import { localDay, localInstant } from '../requests/local-instant.ts';
import type { Times } from './time.ts';

const LOCAL = /^(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}:\d{2})$/;

/** Whether the text needs a zone to mean anything. */
export function isLocalTime(text: string): boolean {
  return LOCAL.test(text.trim());
}

/**
 * An instant from what a person types: ISO 8601 with an offset, or a local time of the policy's zone (`2026-05-01 09:00`,
 * `09:00` on the day of `dayOfMs`). A local time that does not exist or comes twice is refused: name its offset.
 */
export function typedInstant(text: string, place: string, { zone, nowMs }: Times, dayOfMs: number = nowMs): number {
  const typed = text.trim();
  const local = LOCAL.exec(typed);
  const atMs = local
    ? localInstant(local[1] ?? localDay(dayOfMs, zone), local[2]!.padStart(5, '0'), zone)
    : instantMs(typed);
  if (atMs !== null) return atMs;
  const detail = `Write a time of ${zone} that exists once, such as "2026-05-01 09:00", or one with its offset, such as 2026-05-01T09:00+08:00.`;
  throw refused(refusal('invalid-request', place, { detail }));
}
