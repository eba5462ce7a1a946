import { mapValues } from '../shared/map-values.ts';
import type { PolicyDocument, Templates } from './document.ts';
import { pin } from './pin.ts';
import { unitsOf } from './pin-prices.ts';
import { wakingCalendars } from './pin-quiet.ts';
import { markWords } from './pin-sorting.ts';
import { reportPlanOf } from './resolve-report.ts';
import { scheduleOf } from './schedule-of.ts';
import type { PolicySource } from './schema.ts';

/** SHA-256 of a UTF-8 text as hexadecimal digits; handed in, for the domain imports no crypto. */
export type Sha256 = (text: string) => string;

/**
 * A policy that was read and found without faults, as the document that is stored and the rules a case carries.
 * The version is the content: comments do not change it, any value or template does.
 */
export function resolvePolicy(source: PolicySource, templates: Templates, sha256: Sha256): PolicyDocument {
  const version = sha256(JSON.stringify([source, sorted(templates)])).slice(0, 12);
  const priceUnits = unitsOf(source);
  return {
    id: source.policy,
    version,
    zone: source.zone,
    calendars: {
      ...mapValues(source.calendars, (calendar) => scheduleOf(calendar, source.holidays)),
      ...wakingCalendars(source),
    },
    ...(source.feasts && { feasts: source.feasts }),
    people: mapValues(source.people, ({ name, phone = null, email = null, locale }) => ({
      name,
      phone,
      email,
      locale,
    })),
    organisation: source.organisation,
    senders: sendersOf(source),
    products: mapValues(source.products, ({ name }) => ({ name })),
    ...(priceUnits === undefined ? {} : { priceUnits }),
    ...markWords(source),
    words: source.words,
    templates,
    ...(source.events && { events: source.events }),
    ...(source.reports && { reports: reportPlanOf(source.reports) }),
    pinned: pin(source, version),
    source,
  };
}

function sendersOf({ senders: { smsFrom, mailFrom, mailReplies, smsADay } }: PolicySource): PolicyDocument['senders'] {
  return {
    smsFrom,
    mailFrom,
    ...(mailReplies === undefined ? {} : { mailReplies }),
    ...(smsADay === undefined ? {} : { smsADay }),
  };
}

function sorted(templates: Templates): [string, [string, string][]][] {
  return Object.entries(templates)
    .map(([locale, texts]): [string, [string, string][]] => [locale, Object.entries(texts).sort(byName)])
    .sort(byName);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
