import fc from 'fast-check';
import {
  CASE_KINDS,
  FACT_NAMES,
  FINDINGS,
  MILESTONES,
  NOTICE_TRIGGERS,
  PLAN_STAGES,
  TIERS,
  URGENCIES,
  WAYS,
} from '../../domain/policy/vocabulary.ts';

/** Zones that change their clocks within the weeks of a play, by an hour, by half an hour, or never. */
export const ZONES = ['Asia/Kathmandu', 'Europe/Stockholm', 'Australia/Lord_Howe'];

/** Hours to choose from; the same objects for every policy, so that a zone's windows are worked out once. */
export const CALENDARS = {
  always: { weekly: { 'every-day': '00:00-24:00' } },
  office: { weekly: { 'mon-fri': ['09:00-12:00', '13:00-18:00'] }, holidays: 'feasts' },
  evenings: { weekly: { 'every-day': '08:30-20:30' } },
  nights: { weekly: { 'fri-sun': '22:00-06:00' } },
  'one-hour': {
    weekly: { wed: '10:00-11:00' },
    specialDays: [{ on: '2026-04-04', hours: '01:30-03:30', name: 'worked' }],
  },
};
export const HOLIDAYS = { feasts: [{ from: '2026-04-03', to: '2026-04-06', name: 'Easter' }] };
export const KINDS = ['repair', 'consultation', 'complaint'] as const;
export const EVERY_WORD = [
  ...CASE_KINDS,
  ...FACT_NAMES,
  ...NOTICE_TRIGGERS,
  'completed',
  'solved-remotely',
  'withdrawn',
]
  .concat([
    'flicker',
    'rude',
    'duplicate',
    'not-serviceable',
    'answered',
    'company',
    'customer',
    ...Array.from({ length: 8 }, (_, i) => `clock-${i}`),
  ])
  .map((id) => [id, id]);
const OCCASIONS = NOTICE_TRIGGERS.filter((on) => !['clock-warned', 'clock-escalated', 'breach-withdrawn'].includes(on));

export const calendar = fc.constantFrom(...Object.keys(CALENDARS));
export const minutes = (min: number, max: number) => fc.integer({ min, max }).map((count) => `${count}m`);
/** Minutes, hours or days; never a month. */
export const duration = (atLeastMinutes = 0) =>
  fc.oneof(minutes(atLeastMinutes, 90), minutes(Math.max(atLeastMinutes, 60), 20 * 60), minutes(24 * 60, 12 * 24 * 60));
/** Open minutes of four weeks, as far as a case sees. */
const LONGEST_WAIT: Readonly<Record<string, number>> = { office: 9_600, nights: 5_760, 'one-hour': 240 };
/** A wait that ends in the hours it is counted in. */
export const waited = (lasts: string, hours: string) =>
  `${Math.min(Number.parseInt(lasts, 10), LONGEST_WAIT[hours] ?? Number.POSITIVE_INFINITY)}m`;
export const timeOfDay = fc.integer({ min: 0, max: 23 * 4 + 3 }).map((quarters) => {
  const two = (digits: number) => String(digits).padStart(2, '0');
  return `${two(Math.floor(quarters / 4))}:${two((quarters % 4) * 15)}`;
});
const staff = fc.constantFrom('lead', 'technician', 'role:desk', 'role:head', 'role:tech');
const told = fc.oneof({ weight: 5, arbitrary: staff }, { weight: 1, arbitrary: fc.constant('crew') });
export const some = <T>(from: readonly T[]) => fc.uniqueArray(fc.constantFrom(...from), { minLength: 1 });

export const when = fc.record(
  {
    kinds: some(KINDS),
    grades: some(['simple', 'general', 'complex']),
    urgencies: some(URGENCIES),
    tiers: some(TIERS),
    ways: some(WAYS),
    channels: some(['hotline', 'web']),
    products: some(['A-1', 'B-*']),
    results: fc.constant(['solved']),
    findings: some(FINDINGS),
  },
  { requiredKeys: [] },
);

/** A plan with service up to some stage, with or without what may stand beside it. */
const plan = fc
  .record({
    remoteHelp: fc.boolean(),
    classify: fc.boolean(),
    service: fc.oneof(fc.nat(5), fc.constant(5)),
    callback: fc.boolean(),
    followUp: fc.boolean(),
  })
  .map(({ remoteHelp, classify, service, callback, followUp }) =>
    PLAN_STAGES.filter((stage, place) => {
      if (stage === 'remote-help') return remoteHelp;
      if (stage === 'classify') return classify;
      if (stage === 'callback') return callback;
      if (stage === 'follow-up') return followUp;
      return stage === 'intake' || place - PLAN_STAGES.indexOf('hand-off') < service;
    }),
  );
/** Stages that only some cases go through; remote help before classification or behind assignment. */
const ownPlan = fc.tuple(plan, fc.boolean(), fc.array(when, { maxLength: 3 })).map(([stages, helpLater, filters]) => {
  const help = stages.indexOf('remote-help');
  const assigned = stages.indexOf('assign');
  const moved =
    helpLater && help >= 0 && assigned > help
      ? stages.toSpliced(help, 1).toSpliced(assigned, 0, 'remote-help')
      : stages;
  return moved.map((stage, place) => {
    const filter = stage === 'intake' ? undefined : filters[place % 4];
    return filter === undefined ? stage : { stage, when: filter };
  });
});
export const kindPlan = fc.record(
  {
    plan: ownPlan,
    way: fc.constantFrom(...WAYS),
    needs: fc.uniqueArray(fc.constantFrom(...FACT_NAMES), { maxLength: 4 }),
  },
  { requiredKeys: ['plan', 'needs'] },
);
export const remoteHelp = fc.record(
  { raisesGrade: fc.constant(true), otherwise: fc.constantFrom(...WAYS) },
  { requiredKeys: [] },
);

export const clock = fc.record(
  {
    from: fc.constantFrom(...MILESTONES),
    until: fc.constantFrom(...MILESTONES),
    again: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 4),
    calendar,
    pausedWhile: fc.subarray(['held', 'waiting-for-customer']),
    limits: fc.array(fc.record({ when, within: duration(1), calendar }, { requiredKeys: ['within'] }), {
      minLength: 1,
      maxLength: 3,
    }),
    warnAt: fc.subarray([1, 50, 75, 99]),
    warn: staff,
    ladder: fc.constantFrom('short', 'long'),
  },
  { requiredKeys: ['from', 'until', 'again', 'calendar', 'pausedWhile', 'limits', 'warn', 'warnAt'] },
);
export const ladder = fc
  .uniqueArray(fc.nat(3 * 24 * 60), { minLength: 1, maxLength: 4 })
  .chain((steps) => fc.tuple(fc.constant(steps.sort((a, b) => a - b)), fc.array(staff, { minLength: 4, maxLength: 4 })))
  .map(([steps, whom]) => steps.map((after, i) => ({ after: `${after}m`, notify: whom[i] })));

export const notice = fc.oneof(
  fc.record({
    on: fc.constantFrom(...OCCASIONS),
    to: fc.constantFrom('customer'),
    by: some(['sms', 'email']),
    hours: fc.oneof(fc.constant('recipient'), fc.constant('any'), calendar),
    emergency: fc.constantFrom('same', 'at-once'),
    when,
  }),
  fc.record({
    on: fc.constantFrom(...OCCASIONS),
    to: told,
    by: some(['sms', 'email']),
    hours: fc.oneof(fc.constant('recipient'), fc.constant('any'), calendar),
    emergency: fc.constantFrom('same', 'at-once'),
    when,
  }),
);
/** Drawn from all occasions, it seldom meets a report that nobody signed. */
export const askingToSign = fc.array(
  fc.record({
    on: fc.constant('signature-asked'),
    to: fc.constant('customer'),
    by: some(['sms', 'email']),
    hours: fc.oneof(fc.constant('any'), calendar),
  }),
  { maxLength: 1 },
);
export const alarm = (on: string) =>
  fc.record({
    on: fc.constant(on),
    by: some(['sms', 'email']),
    hours: fc.constantFrom('recipient', 'any'),
    emergency: fc.constantFrom('same', 'at-once'),
  });

export const person = (id: string, roles: string[], more: object = {}) =>
  calendar.map((hours) => ({ name: id, phone: '+46701740601', locale: 'en', roles, hours, ...more }));
export const technician = (id: string, regions: string[], maxOpenCases: number, more: object = {}) =>
  person(id, ['tech'], {
    regions,
    skills: ['glass', 'gas'],
    certificates: { gas: '2027-01-01' },
    maxOpenCases,
    ...more,
  });
