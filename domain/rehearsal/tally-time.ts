import type { CalendarId } from '../calendar/expanded.ts';
import type { PersonId, PinnedPolicy } from '../policy/pinned.ts';
import type { TimeUse } from './ticket-judgement.ts';

export interface TimeReport {
  /** The calendar in which working time is counted. */
  readonly calendar: CalendarId;
  /** By whose turn it was and for what, the longest first. */
  readonly rows: readonly Used<Pick<TimeUse, 'who' | 'what' | 'phase'>>[];
  readonly people: readonly Used<{ readonly personId: PersonId }>[];
}

type Used<About> = About & {
  /** Times that it came to this. */
  readonly stretches: number;
  readonly workingMs: number;
  readonly totalMs: number;
};

/** The calendar that most clocks of a policy run in. */
export function workingCalendar({ clocks, callback }: PinnedPolicy): CalendarId {
  const names = clocks.map(({ calendar }) => calendar);
  const count = (name: CalendarId) => names.filter((one) => one === name).length;
  return [...new Set(names)].sort((a, b) => count(b) - count(a))[0] ?? callback.hours;
}

/** Adds up by whom the time of cases was used. */
export function tallyTime(policy: PinnedPolicy) {
  const steps = sums<Pick<TimeUse, 'who' | 'what' | 'phase'>>();
  const people = sums<{ personId: PersonId }>();
  return {
    add(timeUse: readonly TimeUse[]): void {
      for (const { who, what, phase, personId, ...time } of timeUse) {
        steps.add({ who, what, phase }, time);
        if (personId !== null) people.add({ personId }, time);
      }
    },
    report: (): TimeReport => ({
      calendar: workingCalendar(policy),
      rows: steps.rows(),
      people: people.rows(),
    }),
  };
}

/** Sums by what they are about, the most working time first. */
function sums<About extends object>() {
  const known = new Map<string, { about: About; stretches: number; workingMs: number; totalMs: number }>();
  return {
    add(about: About, { workingMs, totalMs }: Pick<TimeUse, 'workingMs' | 'totalMs'>): void {
      const key = JSON.stringify(about);
      const sum = known.get(key) ?? { about, stretches: 0, workingMs: 0, totalMs: 0 };
      known.set(key, sum);
      sum.stretches += 1;
      sum.workingMs += workingMs;
      sum.totalMs += totalMs;
    },
    rows: (): readonly Used<About>[] =>
      [...known.values()].sort((a, b) => b.workingMs - a.workingMs).map(({ about, ...sum }) => ({ ...about, ...sum })),
  };
}
