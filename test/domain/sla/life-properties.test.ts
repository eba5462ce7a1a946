import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarSchedule, DayWindow } from '../../../domain/calendar/schedule.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { ClockDefinition, LadderStep, LimitRow } from '../../../domain/policy/pinned.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import { firstWith, type OpenMinutes, openMinutes, openMs, without } from '../../support/brute-calendar.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withClock, withRules } from '../../support/policy-variants.ts';
import { holds } from '../../support/properties.ts';
import { DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';
import { everyDay, minutesBetween } from '../calendar/arbitraries.ts';

/** Limits go by the product; correcting it moves the limit, and in two rows the calendar. */
const ROWS: readonly LimitRow[] = [
  { when: { products: ['LK-*'] }, withinMs: 9 * HOUR_MS },
  { when: { products: ['IV-1'] }, withinMs: 2.5 * HOUR_MS },
  { when: { products: ['IV-2'] }, withinMs: 20 * HOUR_MS, calendar: 'round-the-clock' },
  { when: { products: ['IV-3'] }, withinMs: 14 * HOUR_MS },
];
const PRODUCTS = ['LK-200', 'IV-1', 'IV-2', 'IV-3'] as const;
const STEPS: readonly LadderStep[] = [
  { afterMs: 0, notify: { kind: 'lead' } },
  { afterMs: 45 * 60_000, notify: { kind: 'role', role: 'department-head' } },
  { afterMs: 7 * HOUR_MS, notify: { kind: 'role', role: 'general-manager' } },
];
const CLOCK: Partial<ClockDefinition> = {
  from: 'handed-off',
  until: 'closed',
  pausedWhile: ['held'],
  within: ROWS,
  warnAtPercent: [33, 50, 90],
};

const hours = (from: number, to: number): DayWindow => ({ fromMinute: from * 60, toMinute: to * 60 });
const SPLIT: CalendarSchedule = {
  weekly: [...everyDay([hours(9, 12), hours(13, 18)]).slice(2), [], [hours(10, 14)]],
  holidays: ['2028-02-28', '2026-03-30'],
  specialDays: { '2028-02-29': [hours(8, 20)], '2026-10-24': [hours(22, 28)] },
};
const NIGHTS: CalendarSchedule = { ...SPLIT, weekly: everyDay([hours(22, 30), hours(30, 32.5)]) };
const ALWAYS: CalendarSchedule = { weekly: everyDay([hours(0, 24)]), holidays: [], specialDays: {} };

/** Far enough for every limit and ladder of these calendars after the longest life. */
const DAYS = 45;

interface Place {
  readonly startMs: number;
  readonly policy: PolicyDocument;
  readonly minutesOf: (limit: LimitRow) => OpenMinutes;
}

function place(zone: string, start: string, schedule: CalendarSchedule): Place {
  const startMs = Date.parse(start);
  const ids = Object.keys(DEVICE_MAKER.calendars);
  const calendars = { ...Object.fromEntries(ids.map((id) => [id, schedule])), 'round-the-clock': ALWAYS };
  const rules = withRules(withClock(DEVICE_MAKER, CLOCK, STEPS), { effectiveBackMs: 30 * DAY_MS });
  const [own, always] = [schedule, ALWAYS].map((each) => openMinutes(each, zone, startMs, startMs + DAYS * DAY_MS));
  return {
    startMs,
    policy: { ...rules, zone, calendars },
    minutesOf: ({ calendar }) => (calendar === 'round-the-clock' ? always! : own!),
  };
}

const PLACES = [
  place('Asia/Shanghai', '2026-03-13T16:31:00+08:00', SPLIT),
  place('Europe/Stockholm', '2026-03-27T17:10:00+01:00', SPLIT),
  place('Europe/Stockholm', '2026-10-23T23:00:00+02:00', NIGHTS),
  place('America/New_York', '2026-10-31T20:00:00-04:00', NIGHTS),
  place('Australia/Lord_Howe', '2026-10-02T09:00:00+10:30', ALWAYS),
  place('Asia/Kathmandu', '2028-02-27T11:59:00+05:45', SPLIT),
  place('Asia/Kolkata', '2037-12-31T18:00:00+05:30', NIGHTS),
];

/** What people do, and how long after the thing before; `backMs` says how much earlier it took effect. */
type Move = { readonly afterMs: number } & (
  | { readonly what: 'hold'; readonly backMs: number; readonly lengthMs: number | null }
  | { readonly what: 'resume'; readonly backMs: number }
  | { readonly what: 'correct'; readonly product: (typeof PRODUCTS)[number] }
);

const afterMs = fc.oneof(minutesBetween(0, 120), minutesBetween(0, 4_320));
const backMs = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: minutesBetween(0, 2_000) });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    what: fc.constant('hold' as const),
    afterMs,
    backMs,
    lengthMs: fc.option(minutesBetween(1, 3_000), { freq: 2 }),
  }),
  fc.record({ what: fc.constant('resume' as const), afterMs, backMs }),
  fc.record({ what: fc.constant('correct' as const), afterMs, product: fc.constantFrom(...PRODUCTS) }),
);
const life = fc.record({
  at: fc.constantFrom(...PLACES),
  moves: fc.array(move, { maxLength: 7 }),
  /** Told as of some time back, or as of the very end of the limit. */
  end: fc.record({ afterMs, backMs, atTheLimit: fc.boolean() }),
});

/** The life as a list of what was known when, told by somebody who reads only what people said and were not refused. */
interface Known {
  readonly untilMs: number;
  readonly limit: LimitRow;
  readonly holds: readonly (readonly [number, number | null])[];
}

function live({ at, moves, end }: typeof life extends fc.Arbitrary<infer L> ? L : never) {
  const repair = repairAt('assign', { policy: at.policy, startMs: at.startMs, facts: FACTS });
  const told: Known[] = [];
  let limit = ROWS[0]!;
  let holds: (readonly [number, number | null])[] = [];
  let endsAtMs: number | null = null;
  const close = (toMs: number) => {
    holds = holds.map(([from, to]) => [from, to ?? toMs]);
    endsAtMs = null;
  };
  const passes = (toMs: number) => {
    if (endsAtMs !== null && endsAtMs <= toMs) {
      told.push({ untilMs: endsAtMs, limit, holds });
      close(endsAtMs);
    }
    told.push({ untilMs: toMs, limit, holds });
    repair.until(toMs);
  };
  const effective = (backMs: number) => Math.max(at.startMs, repair.nowMs - backMs);
  for (const each of moves) {
    passes(repair.nowMs + each.afterMs);
    if (each.what === 'correct') {
      repair.send('ProvideFacts', { facts: { 'product-model': { value: each.product } } }, DESK);
      limit = ROWS[PRODUCTS.indexOf(each.product)]!;
    } else if (each.what === 'resume') {
      const effectiveAtMs = effective(each.backMs);
      if (repair.try('ResumeCase', {}, DESK, { effectiveAtMs }) === null) close(effectiveAtMs);
    } else {
      const effectiveAtMs = effective(each.backMs);
      const untilMs = each.lengthMs === null ? null : repair.nowMs + each.lengthMs;
      if (repair.try('HoldCase', { reason: 'other', untilMs }, DESK, { effectiveAtMs }) !== null) continue;
      if (repair.of('PauseBegan').length > holds.length) holds = [...holds, [effectiveAtMs, null]];
      endsAtMs = untilMs;
    }
  }
  passes(repair.nowMs + end.afterMs);
  const due = firstWith(without(at.minutesOf(limit), holds), limit.withinMs, at.startMs);
  const stoppedAtMs = end.atTheLimit && due !== null && due <= repair.nowMs ? due : effective(end.backMs);
  repair.try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK, { effectiveAtMs: stoppedAtMs });
  close(stoppedAtMs);
  return { repair, told, stoppedAtMs, last: { untilMs: stoppedAtMs, limit, holds } };
}

/** What must have been said, and of which instant, counted minute by minute from what was known at the time. */
function foretold(at: Place, told: readonly Known[]) {
  const said: (readonly [string, number, number])[] = [];
  const warnings = [...CLOCK.warnAtPercent!];
  const steps = [...STEPS];
  let breachedAtMs: number | null = null;
  for (const { untilMs, limit, holds } of told) {
    const minutes = without(at.minutesOf(limit), holds);
    const due = firstWith(minutes, limit.withinMs, at.startMs);
    // A clock that stands still says nothing until it goes on.
    while (breachedAtMs === null && due !== null) {
      const percent = warnings[0];
      const atMs = percent === undefined ? due : firstWith(minutes, (limit.withinMs * percent) / 100, at.startMs)!;
      if (atMs > untilMs) break;
      warnings.shift();
      said.push(percent === undefined ? ['breached', 0, atMs] : ['warned', percent, atMs]);
      if (percent === undefined) breachedAtMs = due;
    }
    while (breachedAtMs !== null && steps.length > 0) {
      const { afterMs } = steps[0]!;
      const atMs = afterMs === 0 ? breachedAtMs : firstWith(minutes, afterMs, breachedAtMs);
      if (atMs === null || atMs > untilMs) break;
      steps.shift();
      said.push(['escalated', STEPS.length - steps.length, atMs]);
    }
  }
  return said;
}

function said(repair: CoreCase) {
  return repair.events.flatMap((event): (readonly [string, number, number])[] => {
    if (event.type === 'ClockWarned') return [['warned', event.percent, event.atMs]];
    if (event.type === 'ClockBreached') return [['breached', 0, event.atMs]];
    return event.type === 'ClockEscalated' ? [['escalated', event.step, event.atMs]] : [];
  });
}

describe('the clock of a case, whatever people do and however late they say it', () => {
  test('warns, breaks and climbs at the minutes that were counted, and is judged by what is known at its end', () => {
    const property = fc.property(life, (lived) => {
      const { repair, told, stoppedAtMs, last } = live(lived);
      expect(said(repair)).toEqual(foretold(lived.at, told));
      const minutes = without(lived.at.minutesOf(last.limit), last.holds);
      const usedMs = openMs(minutes, lived.at.startMs, stoppedAtMs);
      const verdict = usedMs <= last.limit.withinMs ? 'met' : 'breached';
      expect(repair.of('ClockStopped')).toMatchObject([
        {
          verdict,
          usedMs,
          limitMs: last.limit.withinMs,
          dueAtMs: firstWith(minutes, last.limit.withinMs, lived.at.startMs),
        },
      ]);
      const alarmed = repair.of('ClockBreached').length > 0;
      expect(repair.of('BreachWithdrawn')).toHaveLength(alarmed && verdict === 'met' ? 1 : 0);
    });
    holds(property, 150);
  });
});
