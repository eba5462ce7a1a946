import type { DayWindow } from '../calendar/schedule.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/time.ts';

/** A value a person wrote, read; or one sentence on what is wrong with it and what to write. */
export type Reading<T> = { readonly value: T } | { readonly wrong: string };

/** Forms that an editor may hold a value to before it is read. */
export const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/;
export const TIME = /^(\d{2}):(\d{2})$/;
export const HOURS = /^\d{2}:\d{2}\s*-\s*\d{2}:\d{2}$/;
export const AMOUNT = /^\d+(\.\d{1,3})?$/;
const MINUTES_A_DAY = 1_440;

/**
 * `2h`, `30m`, `5d`, `1h30m` in milliseconds. `d` is 24 hours: counted in a calendar with a working day of eight hours,
 * three working days are `24h`.
 */
export function readDuration(text: string): Reading<number> {
  const match = DURATION.exec(text);
  if (!match || text === '') {
    return { wrong: `"${text}" is no duration; write days, hours and minutes like 2h, 30m, 1d or 1h30m` };
  }
  const [days, hours, minutes] = [Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  return { value: days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS };
}

/** A duration as a policy writes it: `28h`, `1h30m`, `45m`. What is less than a minute is left out. */
export function writeDuration(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS)];
  if (hours === 0) return `${minutes}m`;
  return minutes === 0 ? `${hours}h` : `${hours}h${minutes}m`;
}

/** `09:00` as minutes since midnight; `24:00` is the end of the day. */
export function readTimeOfDay(text: string): Reading<number> {
  const match = TIME.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : MINUTES_A_DAY + 1;
  if (!match || minutes > MINUTES_A_DAY || Number(match[2]) > 59) {
    return { wrong: `"${text}" is no time of day; write hours and minutes like 09:00 or 18:30 (24:00 ends the day)` };
  }
  return { value: minutes };
}

/** `09:00-12:00`; an end that is not later than the start lies on the next day. */
export function readWindow(text: string): Reading<DayWindow> {
  const [from, to, ...more] = text.split('-').map((part) => readTimeOfDay(part.trim()));
  if (!from || !to || more.length > 0 || 'wrong' in from || 'wrong' in to || from.value === MINUTES_A_DAY) {
    return { wrong: `"${text}" are no hours; write the opening and the closing time like 09:00-12:00` };
  }
  if (from.value === to.value) {
    return { wrong: `"${text}" opens and closes at once; a whole day is 00:00-24:00` };
  }
  return { value: { fromMinute: from.value, toMinute: to.value > from.value ? to.value : to.value + MINUTES_A_DAY } };
}

/** `18.50` as digits, read later when the currency is known. */
export function readAmount(amount: string | number): Reading<string> {
  const text = String(amount);
  if (!AMOUNT.test(text)) {
    return { wrong: `"${text}" is no amount; write it without currency or separators like 18.50` };
  }
  return { value: text };
}

const NO_MINOR_UNIT: ReadonlySet<string> = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const THREE_DIGITS: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** How many digits the minor unit of an ISO 4217 currency has. */
export function minorDigits(currency: string): number {
  if (NO_MINOR_UNIT.has(currency)) return 0;
  return THREE_DIGITS.has(currency) ? 3 : 2;
}

/** Digits to minor units without going through a fraction; null when the currency has no unit that small. */
export function toMinor(amount: string, currency: string): number | null {
  const [whole = '0', fraction = ''] = amount.split('.');
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  return Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
}
