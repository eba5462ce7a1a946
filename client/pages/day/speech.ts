import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { minorDigits } from '../../../domain/policy/units.ts';
import { wordsOn } from '../fact-labels.ts';
import type { PageLocale } from '../locale.ts';
import { DAY_WORDS, type DayWords } from './words.ts';

/** How a page says times, amounts and ids, in one language and by one policy. */
export interface Speech {
  readonly locale: PageLocale;
  readonly words: DayWords;
  /** The policy's word for an id; the id itself where it has none. */
  word(id: string): string;
  clock(atMs: number): string;
  moment(atMs: number): string;
  /** A local day, such as `2026-03-11`, as people say it. */
  day(on: string): string;
  money(amountMinor: number): string;
}

export function speechOf(document: PolicyDocument, locale: PageLocale): Speech {
  const { zone, pinned } = document;
  const format = (options: Intl.DateTimeFormatOptions, timeZone = zone) =>
    new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone, ...options });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const moment = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC');
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: pinned.currency });
  return {
    locale,
    words: DAY_WORDS[locale],
    word: wordsOn(locale, locale, document),
    clock: (atMs) => clock.format(atMs),
    moment: (atMs) => moment.format(atMs),
    day: (on) => day.format(Date.parse(`${on}T00:00Z`)),
    money: (amountMinor) => money.format(amountMinor / 10 ** minorDigits(pinned.currency)),
  };
}
