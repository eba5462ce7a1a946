import type { Liquid } from 'liquidjs';
import type { PolicyDocument } from '../../domain/policy/document.ts';

/** What texts do with values: instants in the policy's zone, money in its currency, ids as words of the language. */
export function addFilters(engine: Liquid, document: PolicyDocument, locale: string): void {
  const words = document.words[locale] ?? {};
  const word = (id: unknown): string => words[String(id)] ?? String(id);
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone: document.zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: document.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: document.pinned.currency });
  const minorDigits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  engine.registerFilter('localTime', (atMs: unknown) => moment.format(integer(atMs)));
  engine.registerFilter('localClock', (atMs: unknown) => clock.format(integer(atMs)));
  engine.registerFilter('money', (amountMinor: unknown) => money.format(integer(amountMinor) / 10 ** minorDigits));
  engine.registerFilter('word', word);
  engine.registerFilter('factNames', (ids: unknown) => list.format((Array.isArray(ids) ? ids : [ids]).map(word)));
}

function integer(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('This filter takes a whole number.');
  return value as number;
}
