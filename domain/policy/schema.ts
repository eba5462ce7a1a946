import { z } from 'zod';
import {
  amount,
  block,
  count,
  date,
  duration,
  hours,
  id,
  listOf,
  perLocale,
  positive,
  recipient,
  someOf,
  text,
  timeOfDay,
  word,
} from './schema-values.ts';
import {
  CASE_KINDS,
  CHANNELS,
  CHARGE_ITEMS,
  DAMAGES,
  FACT_NAMES,
  type FactName,
  GRADES,
  MILESTONES,
  NOTICE_TRIGGERS,
  PAUSE_CAUSES,
  PLAN_STAGES,
  TIERS,
  URGENCIES,
} from './vocabulary.ts';

/**
 * `policy.yaml` as people write it (docs/reference/policy.md). Values are read (durations to milliseconds, times to
 * minutes), the shape stays the file's, so that a fault found later still points into the file.
 */

const kind = word(CASE_KINDS, 'kind of case');
const filter = block({
  kinds: listOf(kind).optional(),
  grades: listOf(word(GRADES, 'grade')).optional(),
  urgencies: listOf(word(URGENCIES, 'urgency')).optional(),
  tiers: listOf(word(TIERS, 'tier')).optional(),
  products: listOf(text).optional(),
});
const when = filter.default({});
const remedy = word(['quote', 'refuse'], 'answer to a lost warranty');

export const DAY_KEYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY = DAY_KEYS.join('|');
const dayOrRange = z
  .string()
  .meta({ pattern: `^(every-day|(${DAY})(-(${DAY}))?)$` })
  .refine((key) => daysOf(key) !== null, {
    error: (issue) => `"${issue.input}" is no day; write mon, mon-fri or every-day`,
  });

/** Monday 0 to Sunday 6; a range may run over Sunday (`sat-mon`). Null when the key is neither a day nor a range. */
export function daysOf(key: string): number[] | null {
  if (key === 'every-day') return [0, 1, 2, 3, 4, 5, 6];
  const [from, to = from, ...more] = key.split('-').map((day) => (DAY_KEYS as readonly string[]).indexOf(day));
  if (from === undefined || to === undefined || from < 0 || to < 0 || more.length > 0) return null;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
}

/** One day off or a stretch of them, both ends included. */
const dayOff = block({ on: date.optional(), from: date.optional(), to: date.optional(), name: text }).transform(
  ({ on, from, to, name }, context) => {
    if (on !== undefined && from === undefined && to === undefined) return { from: on, to: on, name };
    if (on === undefined && from !== undefined && to !== undefined && from <= to) return { from, to, name };
    context.addIssue({
      code: 'custom',
      message: 'these are no days; write on: 2026-05-01, or from: 2026-05-01 with a later to: 2026-05-05',
    });
    return z.NEVER;
  },
);

const calendar = block({
  weekly: z.record(dayOrRange, listOf(hours)).default({}),
  holidays: listOf(id).default([]),
  specialDays: z.array(block({ on: date, hours: listOf(hours), name: text })).default([]),
});

const person = block({
  name: text,
  phone: z.e164('write the number with country code and digits only, like "+8613912345678"').optional(),
  email: z.email('write one address, like name@example.com').optional(),
  locale: text,
  roles: listOf(id),
  hours: id,
  regions: listOf(id).default([]),
  skills: listOf(id).default([]),
  certificates: z.record(z.string(), date).default({}),
  maxOpenCases: count.default(0),
});

const clock = block({
  from: word(MILESTONES, 'milestone'),
  until: word(MILESTONES, 'milestone'),
  calendar: id,
  pausedWhile: listOf(word(PAUSE_CAUSES, 'cause of a pause')).default([]),
  limits: z.array(block({ when, within: duration, calendar: id.optional() })).min(1, 'write at least one limit'),
  warnAt: listOf(z.number()).default([]),
  warn: recipient.optional(),
  ladder: id.optional(),
});

const notice = block({
  on: word(NOTICE_TRIGGERS, 'occasion'),
  /** Left out for alarms, which go to whom the clock or the ladder names. */
  to: recipient.optional(),
  by: listOf(word(CHANNELS, 'channel')),
  hours: id.default('recipient'),
  emergency: word(['at-once', 'same'], 'choice').default('same'),
  class: word(['normal', 'escalation'], 'class').default('normal'),
  when,
});

export const policySchema = block({
  policy: id,
  zone: text,
  currency: z.string().regex(/^[A-Z]{3}$/, 'write the three letters of the currency, like CNY'),
  locales: z.array(text).min(1, 'write at least one language, like [en]'),
  defaultLocale: text,
  organisation: perLocale(block({ name: text, hotline: text })),
  senders: block({
    smsFrom: text,
    mailFrom: z.email('write one address, like service@example.com'),
  }),
  words: perLocale(z.record(z.string(), text)),
  regions: z.array(id).min(1, 'write at least one region'),
  roles: z.array(id).min(1, 'write at least one role'),
  holidays: z.record(id, z.array(dayOff)).default({}),
  calendars: z.record(id, calendar),
  people: z.record(id, person),
  products: z.record(text, block({ name: perLocale(text), warrantyMonths: count })),
  kinds: someOf(
    CASE_KINDS,
    block({
      plan: z.array(word(PLAN_STAGES, 'stage')).min(1, 'write at least one stage'),
      needs: listOf(word(FACT_NAMES as [FactName, ...FactName[]], 'fact')).default([]),
    }),
  ),
  defaultKind: kind,
  handOff: block({ to: id }),
  chase: block({ every: duration, times: positive, hours: id }),
  clocks: z.record(id, clock),
  ladders: z.record(id, z.array(block({ after: duration, notify: recipient })).min(1, 'write at least one step')),
  assignment: block({
    role: id,
    regionMustMatch: z.boolean(),
    needs: z.array(block({ when, skills: listOf(id).default([]), certificates: listOf(id).default([]) })).default([]),
  }),
  appointment: block({
    hours: id,
    minNotice: duration,
    maxAhead: duration,
    maxLength: duration,
    reminder: block({ daysBefore: positive, at: timeOfDay }),
  }),
  warranty: block({
    from: word(['purchase-date'], 'start of a warranty'),
    exclusions: someOf(DAMAGES.filter((damage) => damage !== 'none') as [Excluded, ...Excluded[]], remedy),
    expired: remedy,
  }),
  prices: block({
    charged: listOf(word(CHARGE_ITEMS, 'thing to charge for')),
    travel: amount,
    labour: z.record(id, amount),
    parts: z.record(id, amount),
  }),
  callback: block({
    after: duration,
    hours: id,
    askAgainEvery: duration,
    times: positive,
    scale: block({ lowest: count, highest: count }),
    reopenAtOrBelow: count,
    reopenTo: word(PLAN_STAGES, 'stage'),
    anotherTechnician: z.boolean(),
  }),
  followUp: block({
    days: z.array(block({ day: positive, at: timeOfDay })),
    hours: id,
    answerWithin: duration,
    reopenOnProblem: z.boolean(),
  }),
  notices: z.array(notice),
  effectiveBack: duration,
});
type Excluded = Exclude<(typeof DAMAGES)[number], 'none'>;

/** A policy file after reading: the shape of the file, values in our units, defaults filled in. */
export type PolicySource = z.output<typeof policySchema>;
export type SourceCalendar = PolicySource['calendars'][string];
export type SourceFilter = z.output<typeof filter>;
