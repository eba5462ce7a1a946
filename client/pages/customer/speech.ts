import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { minorDigits } from '../../../domain/policy/units.ts';
import type { Span } from '../../../domain/shared/time.ts';
import type { PageLocale } from '../locale.ts';

/** How a page says times and amounts: in its language, in the policy's zone and currency. */
export interface Speech {
  /** `Thursday 12 March, 09:00 – 11:00`. */
  span(span: Span): string;
  day(atMs: number): string;
  clock(atMs: number): string;
  moment(atMs: number): string;
  money(amountMinor: number): string;
}

export function speechOf({ zone, pinned }: PolicyDocument, locale: PageLocale): Speech {
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const clock = new Intl.DateTimeFormat(locale, { timeZone: zone, ...time });
  const { currency } = pinned;
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = minorDigits(currency);
  const moment = (atMs: number) => `${day.format(atMs)} ${clock.format(atMs)}`;
  return {
    span: ([fromMs, toMs]) => `${moment(fromMs)} – ${clock.format(toMs)}`,
    day: (atMs) => day.format(atMs),
    clock: (atMs) => clock.format(atMs),
    moment,
    money: (amountMinor) => money.format(amountMinor / 10 ** digits),
  };
}
