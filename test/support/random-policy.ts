import fc from 'fast-check';
import { stringify } from 'yaml';
import { checkClocks } from '../../domain/policy/check/clocks.ts';
import { checkNestedLimits } from '../../domain/policy/check/nested-limits.ts';
import { plansOf, reaches } from '../../domain/policy/check/reach.ts';
import { checkWaits } from '../../domain/policy/check/waits.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { severityOf } from '../../domain/policy/fault.ts';
import { resolvePolicy } from '../../domain/policy/resolve.ts';
import { type PolicySource, policySchema } from '../../domain/policy/schema.ts';
import { templateName } from '../../domain/policy/template-values.ts';
import { MILESTONES, type Milestone } from '../../domain/policy/vocabulary.ts';
import { CARE_WORDS, care, FEASTS, withCare } from './random-care.ts';
import { besides, ITEM_WORDS, withBesides } from './random-items.ts';
import {
  alarm,
  askingToSign,
  CALENDARS,
  calendar,
  clock,
  duration,
  EVERY_WORD,
  HOLIDAYS,
  KINDS,
  kindPlan,
  ladder,
  minutes,
  notice,
  person,
  remoteHelp,
  some,
  technician,
  timeOfDay,
  waited,
  when,
  ZONES,
} from './random-rules.ts';
import { visitRules, withFittingVisits } from './random-visits.ts';
import { DEVICE_MAKER } from './repair.ts';

const input = fc.record({
  zone: fc.constantFrom(...ZONES),
  people: fc.record({
    ann: person('ann', ['desk']),
    lea: person('lea', ['lead', 'head'], { regions: ['east'] }),
    lou: person('lou', ['lead', 'desk']),
    tim: technician('tim', ['east'], 2),
    tom: technician('tom', ['east', 'west'], 9, { absent: [{ from: '2026-03-30', to: '2026-04-05' }] }),
    una: technician('una', ['east', 'west'], 9, { roles: ['aide', 'mate'], books: false }),
    uwe: technician('uwe', ['east'], 5, { roles: ['mate'] }),
    udo: technician('udo', ['east', 'west'], 5, { roles: ['mate'] }),
  }),
  warranty: fc.record({
    from: fc.constantFrom('purchase-date', ['acceptance-date', 'purchase-date']),
    proof: fc.constantFrom(
      undefined,
      { any: ['receipt', 'order'], without: 'quote' },
      { any: 'receipt', without: 'refuse' },
    ),
    restartAfter: fc.constantFrom(undefined, 2),
    causes: fc.constantFrom(undefined, { wear: 'quote', 'user-damage': 'refuse' }),
    exclusions: fc.constantFrom({}, { 'user-damage': 'refuse' }, { 'user-damage': 'quote' }),
    expired: fc.constantFrom('quote', 'refuse'),
  }),
  kinds: fc.record({ repair: kindPlan, consultation: kindPlan, complaint: kindPlan }),
  defaultKind: fc.constantFrom(...KINDS),
  remoteHelp: fc.option(remoteHelp, { nil: undefined }),
  chase: fc
    .record(
      {
        every: duration(1),
        times: fc.integer({ min: 1, max: 4 }),
        hours: calendar,
        inside: fc
          .record({ every: duration(1), times: fc.integer({ min: 1, max: 2 }), hours: calendar })
          .map((inside) => ({ ...inside, every: waited(inside.every, inside.hours) })),
      },
      { requiredKeys: ['every', 'times', 'hours'] },
    )
    .map((chase) => ({ ...chase, every: waited(chase.every, chase.hours) })),
  effectiveBack: minutes(0, 9 * 24 * 60),
  clocks: fc.array(clock, { maxLength: 8 }),
  ladders: fc.record({ short: ladder, long: ladder }),
  assignment: fc.record({
    role: fc.constant('tech'),
    roles: fc.constantFrom(
      undefined,
      undefined,
      [{ when: { causes: ['supplier-part', 'wear'] }, role: 'aide' }],
      [{ fromRound: 2, role: 'aide' }],
      [{ when: { grades: 'complex' }, role: 'aide' }],
    ),
    crew: fc.constantFrom(undefined, undefined, undefined, [
      { when: { urgencies: 'emergency' }, size: 2, with: 'mate' },
    ]),
    workingHours: fc.constantFrom(undefined, undefined, true),
    regionMustMatch: fc.boolean(),
    needs: fc.array(fc.record({ when, skills: some(['glass', 'gas']), certificates: fc.subarray(['gas']) }), {
      maxLength: 2,
    }),
  }),
  appointment: fc.record({
    hours: calendar,
    minNotice: minutes(0, 36 * 60),
    maxAhead: minutes(3 * 24 * 60, 40 * 24 * 60),
    maxLength: minutes(30, 12 * 60),
    reminder: fc.record({ daysBefore: fc.integer({ min: 1, max: 3 }), at: timeOfDay }),
  }),
  visit: fc.option(visitRules, { nil: undefined }),
  callback: fc
    .record({
      after: duration(),
      hours: calendar,
      askAgainEvery: duration(1),
      times: fc.integer({ min: 1, max: 3 }),
      rounds: fc.constantFrom(undefined, undefined, ['phone']),
      unanswered: fc.constantFrom(undefined, undefined, 'stay'),
      scale: fc.constantFrom({ lowest: 1, highest: 5 }, { lowest: 0, highest: 10 }),
      reopenAtOrBelow: fc.nat(4),
      reopenTo: fc.constantFrom('intake', 'hand-off', 'assign', 'appointment', 'visit', 'report'),
      anotherTechnician: fc.boolean(),
    })
    .map(({ after, askAgainEvery, ...rest }) => ({
      ...rest,
      after: waited(after, rest.hours),
      askAgainEvery: waited(askAgainEvery, rest.hours),
    })),
  followUp: fc.record({
    days: fc
      .uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 3 })
      .chain((days) =>
        fc.tuple(...days.sort((a, b) => a - b).map((day) => fc.record({ day: fc.constant(day), at: timeOfDay }))),
      ),
    hours: calendar,
    answerWithin: duration(1),
    reopenOnProblem: fc.boolean(),
  }),
  notices: fc
    .tuple(
      fc.array(notice, { maxLength: 14 }),
      askingToSign,
      alarm('clock-warned'),
      alarm('clock-escalated'),
      alarm('breach-withdrawn'),
    )
    .map(([notices, asking, ...alarms]) => [...notices, ...asking, ...alarms]),
  quiet: fc.constantFrom(undefined, { hours: '21:00-08:00' }, { hours: '22:30-07:30', zones: ZONES }),
  besides,
  care,
});

const SAME_FOR_ALL = {
  policy: 'random',
  currency: 'SEK',
  locales: ['en'],
  defaultLocale: 'en',
  organisation: { en: { name: 'Random', hotline: '1' } },
  senders: { smsFrom: 'RANDOM', mailFrom: 'random@example.com' },
  words: { en: Object.fromEntries([...EVERY_WORD, ...ITEM_WORDS, ...CARE_WORDS]) },
  regions: ['east', 'west'],
  roles: ['desk', 'lead', 'head', 'tech', 'aide', 'mate'],
  holidays: HOLIDAYS,
  feasts: FEASTS,
  calendars: CALENDARS,
  products: {
    'A-1': { name: { en: 'A' }, class: 'small', warrantyMonths: 12 },
    'B-*': { name: { en: 'B' }, class: 'big', warrantyMonths: 24 },
  },
  prices: {
    charged: ['parts', 'travel'],
    travel: 350,
    labour: { hour: 100 },
    parts: { glass: { price: '129.50', cost: 80 }, wick: { price: 35, cost: 20 }, tee: { market: true } },
    fees: { upgrade: 99 },
    charges: [{ when: { standings: 'expired' }, charge: 'parts', at: 'cost' }],
  },
  faults: ['flicker'],
  marks: { danger: { en: 'smok*' } },
  sort: [
    { name: 'danger-first', when: { marks: 'danger' }, set: { urgency: 'emergency', kind: 'repair' } },
    { name: 'lamps', when: { products: 'A-1' }, set: { grade: 'simple', tier: 'key' } },
  ],
  handOff: { to: 'lead' },
};

/** A policy as its files are read: what `aftercare policy check` would be given; `told` is the part that differs. */
export interface RandomSource {
  readonly source: PolicySource;
  readonly templates: PolicyDocument['templates'];
  readonly told: object;
}

/** Any policy that has no fault, as far as plans, clocks, numbers, hours and notices go. */
export const randomSource: fc.Arbitrary<RandomSource> = input.map(({ clocks, besides: found, ...chosen }) => {
  const told = withCare(chosen);
  const rest = { ...told, notices: told.notices.map((one) => atAnyHour(one, chosen.quiet)) };
  // What plans reach reads the same before a policy is parsed.
  const unread = { ...SAME_FOR_ALL, ...rest } as unknown as PolicySource;
  const fitting = Object.fromEntries(
    clocks.flatMap((one) => fittedTo(unread, one)).map((one, i) => [`clock-${i}`, one]),
  );
  const main = withoutFaultyClocks(policySchema.parse({ ...SAME_FOR_ALL, ...rest, clocks: fitting }));
  const plain = { ...SAME_FOR_ALL, ...rest, clocks: {} };
  const source = withFittingWaits(withFittingVisits(withBesides(plain, main, found)));
  const names = source.notices.flatMap(({ on, to, by }) =>
    by.map((channel) => templateName(on, to?.kind === 'customer' ? 'customer' : 'staff', channel)),
  );
  const text = (name: string) => (name.endsWith('.sms') ? '{{ case.id }}' : 'Subject: {{ case.id }}\n\nhello\n');
  const templates = { en: Object.fromEntries(names.map((name) => [name, text(name)])) };
  return {
    source,
    templates,
    told: { ...rest, clocks: source.clocks, visit: source.visit, items: source.items, notices: source.notices },
  };
});

/** The same, as a case is opened under it; it is printed as the file would say what differs. */
export const randomPolicy: fc.Arbitrary<PolicyDocument> = randomSource.map(({ source, templates, told }) => {
  const document = resolvePolicy(source, templates, () => 'randomrandom');
  const hours = Object.fromEntries(Object.entries(source.people).map(([id, one]) => [id, one.hours]));
  const text = () => `\n${stringify({ ...told, people: hours }, { aliasDuplicateObjects: false })}`;
  return printedAs({ ...document, calendars: sharedCalendars(document) }, text);
});

/** Customers have hours of their own only where the policy leaves them alone at night. */
function atAnyHour<Notice extends object>(notice: Notice, quiet: object | undefined): Notice {
  const asks = 'to' in notice && notice.to === 'customer' && 'hours' in notice && notice.hours === 'recipient';
  return asks && quiet === undefined ? { ...notice, hours: 'any' } : notice;
}

/** Waits that would be longer than a case sees of their hours are counted round the clock. */
function withFittingWaits(source: PolicySource): PolicySource {
  if (checkWaits(source).length === 0) return source;
  const { chase, callback } = source;
  const hours = 'always';
  const inside = chase.inside === undefined ? {} : { inside: { ...chase.inside, hours } };
  return { ...source, chase: { ...chase, hours, ...inside }, callback: { ...callback, hours } };
}

/** The clock for the kinds that reach both its ends, if there are any: a clock at random seldom names them. */
function fittedTo(source: PolicySource, { limits, ...one }: RandomClock): object[] {
  const [first, last] = [one.from, one.until].sort((a, b) => MILESTONES.indexOf(a) - MILESTONES.indexOf(b)) as Ends;
  const [from, until]: Ends = one.again ? ['reopened', 'technician-assigned'] : [first, last];
  const kinds = plansOf(source)
    .filter((plan) => reaches(source, plan, from) && reaches(source, plan, until))
    .map(({ kind }) => kind);
  const fitting = limits.flatMap(({ when: filter, ...limit }) => {
    const left = kinds.filter((kind) => filter?.kinds?.some((wanted) => wanted === kind) ?? true);
    return left.length === 0 ? [] : [{ ...limit, when: { ...filter, kinds: left } }];
  });
  const { again: _, ...rest } = one;
  return from === until || fitting.length === 0 ? [] : [{ ...rest, from, until, limits: fitting }];
}
type Ends = [Milestone, Milestone];
type RandomClock = typeof clock extends fc.Arbitrary<infer C> ? C : never;

/** The same policy, printed as `text` when it is part of a counterexample. */
function printedAs<T extends object>(policy: T, text: () => string): T {
  return Object.defineProperty({ ...policy }, fc.toStringMethod, { value: text });
}

/** A policy at random, or the one that ships. */
export const anyPolicy = fc.oneof(
  { weight: 5, arbitrary: randomPolicy },
  { weight: 1, arbitrary: fc.constant(printedAs(DEVICE_MAKER, () => 'device-maker')) },
);

/** Clocks at random seldom make sense: limits and clocks that a policy check refuses are left out. */
function withoutFaultyClocks(source: PolicySource): PolicySource {
  const faults = [...checkClocks(source), ...checkNestedLimits(source)].filter(
    ({ code, path }) => path[0] === 'clocks' && severityOf(code) === 'fault',
  );
  if (faults.length === 0) return source;
  const rows = new Set(faults.flatMap(({ code, path }) => (code === 'limit-unreachable' ? [path.join(' ')] : [])));
  const ids = new Set(faults.flatMap(({ code, path }) => (code === 'limit-unreachable' ? [] : [path[1]])));
  const clocks = Object.entries(source.clocks).flatMap(([id, one]) => {
    const limits = one.limits.filter((_, row) => !rows.has(`clocks ${id} limits ${row}`));
    return ids.has(id) || limits.length === 0 ? [] : [[id, { ...one, limits }]];
  });
  return withoutFaultyClocks({ ...source, clocks: Object.fromEntries(clocks) });
}

const shared = new Map<string, PolicyDocument['calendars']>();

/** One object a zone and a night: windows are kept by the calendars they are of. */
function sharedCalendars({ zone, calendars }: PolicyDocument): PolicyDocument['calendars'] {
  const key = JSON.stringify([zone, calendars[`awake@${zone}`], Object.keys(calendars).length]);
  const found = shared.get(key) ?? calendars;
  shared.set(key, found);
  return found;
}
