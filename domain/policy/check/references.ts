import { suggest } from '../did-you-mean.ts';
import type { FaultCode, FaultPath, Finding } from '../fault.ts';
import { NO_HOURS, NOBODY } from '../idle.ts';
import { NEEDS_NOBODY } from '../pin-items.ts';
import type { Recipient } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceFilter } from '../schema-filter.ts';
import { allowedResults } from './visits.ts';

/** Words a notice's `hours` uses for itself, so no calendar may be called so. */
export const RESERVED_HOURS = ['recipient', 'any'];

/** Every name that is used must be defined somewhere in the same file; lists of holidays may be among those that are shared. */
export function checkReferences(source: PolicySource, sharedHolidays: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const calendars = Object.keys(source.calendars);
  const ladders = Object.keys(source.ladders);
  const products = Object.keys(source.products);
  const holidays = [...new Set([...Object.keys(source.holidays), ...sharedHolidays])];

  const expectIn = (known: readonly string[], code: FaultCode, what: string) => (name: string, path: FaultPath) => {
    if (known.includes(name)) return;
    findings.push({ code, message: `no ${what} is called ${name}; ${suggest(name, known)}`, path });
  };
  const calendar = expectIn(calendars, 'unknown-calendar', 'calendar');
  const ladder = expectIn(ladders, 'unknown-ladder', 'ladder');
  const region = expectIn(source.regions, 'unknown-region', 'region');
  const locale = expectIn(source.locales, 'unknown-locale', 'language in locales');
  const daysOff = expectIn(holidays, 'unknown-holidays', 'list of holidays');
  const product = expectIn(products, 'unknown-product', 'product');
  const kind = expectIn(Object.keys(source.kinds), 'unknown-kind', 'kind with a plan');
  const mark = expectIn(Object.keys(source.marks ?? {}), 'unknown-mark', 'list of words in marks');
  const fault = expectIn(source.faults ?? [], 'unknown-fault', 'fault in faults');
  const result = expectIn(allowedResults(source), 'unknown-result', 'result in visit.results');
  const role = expectIn(source.roles, 'unknown-role', 'role');

  const recipient = (to: Recipient | undefined, path: FaultPath): void => {
    if (to?.kind === 'role') role(to.role, path);
  };
  const filter = (when: SourceFilter, path: FaultPath): void => {
    for (const [trait, list] of Object.entries(when)) {
      if (list === undefined || list.length > 0) continue;
      const message = `an empty list fits no case; write at least one, or leave ${trait} out`;
      findings.push({ code: 'filter-empty', message, path: [...path, trait] });
    }
    when.kinds?.forEach((name, i) => {
      kind(name, [...path, 'kinds', i]);
    });
    when.marks?.forEach((name, i) => {
      mark(name, [...path, 'marks', i]);
    });
    when.faults?.forEach((name, i) => {
      fault(name, [...path, 'faults', i]);
    });
    when.results?.forEach((name, i) => {
      result(name, [...path, 'results', i]);
    });
    when.products?.forEach((pattern, i) => {
      const stem = pattern.endsWith('*') ? pattern.slice(0, -1) : null;
      const known = products.some((name) => name === pattern || (stem !== null && name.startsWith(stem)));
      if (!known) product(pattern, [...path, 'products', i]);
    });
  };

  for (const name of calendars) {
    if (!RESERVED_HOURS.includes(name)) continue;
    const message = `${name} has a meaning of its own in the hours of a notice; give the calendar another name`;
    findings.push({ code: 'reserved-name', message, path: ['calendars', name] });
  }
  for (const [name, { holidays: lists }] of Object.entries(source.calendars)) {
    lists.forEach((list, i) => {
      daysOff(list, ['calendars', name, 'holidays', i]);
    });
  }
  for (const [name, plan] of Object.entries(source.kinds)) {
    plan?.plan.forEach((step, i) => {
      if (typeof step === 'object') filter(step.when, ['kinds', name, 'plan', i, 'when']);
    });
  }
  locale(source.defaultLocale, ['defaultLocale']);
  kind(source.defaultKind, ['defaultKind']);
  for (const [id, person] of Object.entries(source.people)) {
    calendar(person.hours, ['people', id, 'hours']);
    locale(person.locale, ['people', id, 'locale']);
    person.roles.forEach((name, i) => {
      role(name, ['people', id, 'roles', i]);
    });
    person.regions.forEach((name, i) => {
      region(name, ['people', id, 'regions', i]);
    });
  }
  if (source.handOff.to !== NOBODY) role(source.handOff.to, ['handOff', 'to']);
  if (source.assignment.role !== NOBODY) role(source.assignment.role, ['assignment', 'role']);
  source.assignment.roles?.forEach(({ when, role: sent }, i) => {
    filter(when, ['assignment', 'roles', i, 'when']);
    role(sent, ['assignment', 'roles', i, 'role']);
  });
  source.assignment.crew?.forEach(({ when, with: along }, i) => {
    filter(when, ['assignment', 'crew', i, 'when']);
    role(along, ['assignment', 'crew', i, 'with']);
  });
  if (source.assignment.reserve !== undefined) role(source.assignment.reserve.role, ['assignment', 'reserve', 'role']);
  source.assignment.needs.forEach(({ when }, i) => {
    filter(when, ['assignment', 'needs', i, 'when']);
  });
  if (source.visit?.reinforcedBy !== undefined) role(source.visit.reinforcedBy, ['visit', 'reinforcedBy']);
  source.prices.charges?.forEach(({ when }, i) => {
    filter(when, ['prices', 'charges', i, 'when']);
  });
  for (const [name, opening] of Object.entries(source.events ?? {})) {
    if (opening !== undefined) kind(opening.opens, ['events', name, 'opens']);
  }
  source.sort?.forEach(({ when, set }, i) => {
    filter(when, ['sort', i, 'when']);
    if (set.kind !== undefined) kind(set.kind, ['sort', i, 'set', 'kind']);
  });
  for (const [name, byLocale] of Object.entries(source.marks ?? {})) {
    for (const language of Object.keys(byLocale)) locale(language, ['marks', name, language]);
  }
  calendar(source.chase.hours, ['chase', 'hours']);
  if (source.chase.inside !== undefined) calendar(source.chase.inside.hours, ['chase', 'inside', 'hours']);
  for (const section of ['appointment', 'callback', 'followUp'] as const) {
    const { hours } = source[section];
    if (hours !== NO_HOURS) calendar(hours, [section, 'hours']);
  }
  for (const [id, clock] of Object.entries(source.clocks)) {
    calendar(clock.calendar, ['clocks', id, 'calendar']);
    if (clock.ladder !== undefined) ladder(clock.ladder, ['clocks', id, 'ladder']);
    recipient(clock.warn, ['clocks', id, 'warn']);
    clock.limits.forEach((limit, i) => {
      if (limit.calendar !== undefined) calendar(limit.calendar, ['clocks', id, 'limits', i, 'calendar']);
      filter(limit.when, ['clocks', id, 'limits', i, 'when']);
    });
  }
  for (const [id, steps] of Object.entries(source.ladders)) {
    steps.forEach(({ notify }, i) => {
      recipient(notify, ['ladders', id, i, 'notify']);
    });
  }
  for (const [name, item] of Object.entries(source.items ?? {})) {
    if (item.owner?.kind === 'role') role(item.owner.role, ['items', name, 'owner']);
    if (item.hours !== undefined) calendar(item.hours, ['items', name, 'hours']);
    if (item.by !== undefined && item.by !== NEEDS_NOBODY) role(item.by, ['items', name, 'by']);
    for (const [topic, owner] of Object.entries(item.topics ?? {})) {
      if (owner.kind === 'role') role(owner.role, ['items', name, 'topics', topic]);
    }
    item.bands?.forEach(({ by }, i) => {
      if (by !== NEEDS_NOBODY) role(by, ['items', name, 'bands', i, 'by']);
    });
    item.freight?.forEach(({ when }, i) => {
      filter(when, ['items', name, 'freight', i, 'when']);
    });
    item.opens.forEach(({ when }, i) => {
      filter(when, ['items', name, 'opens', i, 'when']);
    });
    item.rules?.forEach(({ when }, i) => {
      filter(when, ['items', name, 'rules', i, 'when']);
    });
  }
  if (source.care !== undefined) {
    calendar(source.care.hours, ['care', 'hours']);
    for (const [answer, opened] of Object.entries(source.care.cases)) kind(opened, ['care', 'cases', answer]);
    source.care.opens.forEach(({ when }, i) => {
      filter(when, ['care', 'opens', i, 'when']);
    });
    source.care.occasions.forEach((one, i) => {
      filter(one.when, ['care', 'occasions', i, 'when']);
      if (one.kind !== undefined) kind(one.kind, ['care', 'occasions', i, 'kind']);
    });
  }
  source.notices.forEach(({ to, hours, when }, i) => {
    recipient(to, ['notices', i, 'to']);
    if (!RESERVED_HOURS.includes(hours)) calendar(hours, ['notices', i, 'hours']);
    filter(when, ['notices', i, 'when']);
  });
  return findings;
}
