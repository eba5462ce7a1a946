import type { CalendarSchedule } from '../calendar/schedule.ts';
import { civilDate, dayNumber } from '../shared/civil-date.ts';
import type { PolicyDocument, Templates } from './document.ts';
import type { FactsFilter, PinnedPolicy } from './pinned.ts';
import { daysOf, type PolicySource, type SourceCalendar, type SourceFilter } from './schema.ts';
import { toMinor } from './units.ts';

/** SHA-256 of a UTF-8 text as hexadecimal digits; handed in, for the domain imports no crypto. */
export type Sha256 = (text: string) => string;

/**
 * A policy that was read and found without faults, as the document that is stored and the rules a case carries.
 * The version is the content: comments do not change it, any value or template does.
 */
export function resolvePolicy(source: PolicySource, templates: Templates, sha256: Sha256): PolicyDocument {
  const version = sha256(JSON.stringify([source, sorted(templates)])).slice(0, 12);
  return {
    id: source.policy,
    version,
    zone: source.zone,
    calendars: mapValues(source.calendars, (calendar) => scheduleOf(calendar, source.holidays)),
    people: mapValues(source.people, ({ name, phone = null, email = null, locale }) => ({
      name,
      phone,
      email,
      locale,
    })),
    organisation: source.organisation,
    senders: source.senders,
    products: mapValues(source.products, ({ name }) => ({ name })),
    words: source.words,
    templates,
    pinned: pin(source, version),
  };
}

/** Local hours of one calendar, its named holidays written out day by day. */
export function scheduleOf(calendar: SourceCalendar, holidays: PolicySource['holidays']): CalendarSchedule {
  const weekly = Array.from({ length: 7 }, (_, day) =>
    Object.entries(calendar.weekly).flatMap(([key, hours]) => (daysOf(key)?.includes(day) ? hours : [])),
  );
  const daysOff = calendar.holidays.flatMap((name) => holidays[name] ?? []);
  return {
    weekly,
    holidays: [...new Set(daysOff.flatMap(({ from, to }) => datesBetween(from, to)))].sort(),
    specialDays: Object.fromEntries(calendar.specialDays.map(({ on, hours }) => [on, hours])),
  };
}

function pin(source: PolicySource, version: string): PinnedPolicy {
  const minor = (amount: string): number => toMinor(amount, source.currency) ?? 0;
  return {
    id: source.policy,
    version,
    currency: source.currency,
    defaultLocale: source.defaultLocale,
    locales: source.locales,
    regions: source.regions,
    kinds: mapValues(source.kinds, ({ plan, needs }) => ({ stages: plan, requiredFacts: needs })),
    defaultKind: source.defaultKind,
    people: Object.entries(source.people).map(([id, person]) => ({
      id,
      roles: person.roles,
      hours: person.hours,
      locale: person.locale,
      skills: person.skills,
      certificates: Object.entries(person.certificates).map(([name, validUntil]) => ({ name, validUntil })),
      regions: person.regions,
      maxOpenCases: person.maxOpenCases,
    })),
    handOff: source.handOff,
    chase: { everyMs: source.chase.every, times: source.chase.times, hours: source.chase.hours },
    clocks: Object.entries(source.clocks).map(([id, clock]) => ({
      id,
      from: clock.from,
      until: clock.until,
      pausedWhile: clock.pausedWhile,
      calendar: clock.calendar,
      within: clock.limits.map(({ when, within, calendar }) => ({
        when: filterOf(when),
        withinMs: within,
        ...(calendar === undefined ? {} : { calendar }),
      })),
      warnAtPercent: clock.warnAt,
      warn: clock.warn ?? null,
      ladder: clock.ladder ?? null,
    })),
    ladders: mapValues(source.ladders, (steps) => steps.map(({ after, notify }) => ({ afterMs: after, notify }))),
    assignment: {
      role: source.assignment.role,
      regionMustMatch: source.assignment.regionMustMatch,
      needs: source.assignment.needs.map((need) => ({ ...need, when: filterOf(need.when) })),
    },
    appointment: {
      hours: source.appointment.hours,
      minNoticeMs: source.appointment.minNotice,
      maxAheadMs: source.appointment.maxAhead,
      maxLengthMs: source.appointment.maxLength,
      reminder: { daysBefore: source.appointment.reminder.daysBefore, atMinuteOfDay: source.appointment.reminder.at },
    },
    warranty: {
      anchor: source.warranty.from,
      periods: Object.entries(source.products).map(([model, { warrantyMonths }]) => ({
        when: { products: [model] },
        months: warrantyMonths,
      })),
      exclusions: source.warranty.exclusions,
      expired: source.warranty.expired,
    },
    prices: {
      parts: mapValues(source.prices.parts, minor),
      labour: mapValues(source.prices.labour, minor),
      travelMinor: minor(source.prices.travel),
      charged: source.prices.charged,
    },
    callback: {
      afterMs: source.callback.after,
      hours: source.callback.hours,
      askAgainEveryMs: source.callback.askAgainEvery,
      times: source.callback.times,
      scale: source.callback.scale,
      reopenAtOrBelow: source.callback.reopenAtOrBelow,
      reopenTo: source.callback.reopenTo,
      anotherTechnician: source.callback.anotherTechnician,
    },
    followUp: {
      days: source.followUp.days.map(({ day, at }) => ({ day, atMinuteOfDay: at })),
      hours: source.followUp.hours,
      answerWithinMs: source.followUp.answerWithin,
      reopenOnProblem: source.followUp.reopenOnProblem,
    },
    notices: source.notices.map(({ on, to, by, hours, emergency, class: class_, when }) => ({
      on,
      // The recipient of an alarm is the clock's or the ladder's; the contract wants one here all the same.
      to: to ?? { kind: 'lead' },
      channels: by,
      hours: hours === 'recipient' || hours === 'any' ? hours : { calendar: hours },
      emergency,
      class: class_,
      when: filterOf(when),
    })),
    effectiveBackMs: source.effectiveBack,
  };
}

/** Leaves out what was not written, for a stored `undefined` would not survive JSON. */
export function filterOf(filter: SourceFilter): FactsFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function datesBetween(from: string, to: string): string[] {
  const [first, last] = [dayNumber(from) ?? 0, dayNumber(to) ?? -1];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => civilDate(first + i));
}

function sorted(templates: Templates): [string, [string, string][]][] {
  return Object.entries(templates)
    .map(([locale, texts]): [string, [string, string][]] => [locale, Object.entries(texts).sort(byName)])
    .sort(byName);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function mapValues<K extends string, V, W>(
  record: Readonly<Partial<Record<K, V>>>,
  map: (value: V) => W,
): Record<K, W> {
  const entries = Object.entries(record) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)])) as Record<K, W>;
}
