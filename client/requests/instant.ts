import { dayNumber } from '../../domain/shared/civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/shared/time.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;

export const EARLIEST_MS = Date.UTC(2000, 0, 1);
export const LATEST_MS = Date.UTC(2100, 0, 1);

/** Epoch milliseconds of an ISO 8601 instant with its offset, or of such a number; null when it is neither or not 2000 to 2099. */
export function instantMs(value: unknown): number | null {
  const atMs = typeof value === 'string' ? fromIso(value) : value;
  if (typeof atMs !== 'number' || !Number.isInteger(atMs)) return null;
  return atMs >= EARLIEST_MS && atMs < LATEST_MS ? atMs : null;
}

// Not Date.parse: it turns 30 February into 2 March without a word.
function fromIso(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const day = dayNumber(match[1]!);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const offset = offsetMs(match[6]!);
  if (day === null || offset === null || hour > 23 || minute > 59 || second > 59) return null;
  const fraction = Number((match[5] ?? '').padEnd(3, '0'));
  return day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fraction - offset;
}

function offsetMs(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}
