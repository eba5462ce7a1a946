import type { CalendarId } from '../calendar/expanded.ts';
import type { PersonId, PinnedPolicy } from '../policy/pinned.ts';
import type { TimeUse } from './ticket-judgement.ts';

export interface TimeReport {
  /** The calendar in which working time is counted. */
  readonly calendar: CalendarId;
  /** By whose turn it was and for what, the longest first. */
  readonly rows: readonly Used<Pick<TimeUse, 'who' | 'what'>>[];
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
  const steps = new Map<string, { -readonly [K in keyof TimeReport['rows'][number]]: TimeReport['rows'][number][K] }>();
  const people = new Map<PersonId, { personId: PersonId; stretches: number; workingMs: number; totalMs: number }>();
  return {
    add(timeUse: readonly TimeUse[]): void {
      for (const { who, what, personId, workingMs, totalMs } of timeUse) {
        const key = `${who} ${what}`;
        const step = steps.get(key) ?? { who, what, stretches: 0, workingMs: 0, totalMs: 0 };
        steps.set(key, step);
        addTo(step, workingMs, totalMs);
        if (personId === null) continue;
        const person = people.get(personId) ?? { personId, stretches: 0, workingMs: 0, totalMs: 0 };
        people.set(personId, person);
        addTo(person, workingMs, totalMs);
      }
    },
    report: (): TimeReport => ({
      calendar: workingCalendar(policy),
      rows: [...steps.values()].sort(byWorkingTime),
      people: [...people.values()].sort(byWorkingTime),
    }),
  };
}

function addTo(sum: { stretches: number; workingMs: number; totalMs: number }, workingMs: number, totalMs: number) {
  sum.stretches += 1;
  sum.workingMs += workingMs;
  sum.totalMs += totalMs;
}

function byWorkingTime(a: { workingMs: number }, b: { workingMs: number }): number {
  return b.workingMs - a.workingMs;
}
