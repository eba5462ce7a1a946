import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { localDate } from '../calendar/local-day.ts';
import { elapsed } from '../calendar/spans.ts';
import type { Person, PinnedPolicy } from '../policy/pinned.ts';
import type { CivilDate } from '../shared/civil-date.ts';

/** True on any day of a person's leave, its last one included. */
export function isAbsent({ absent = [] }: Person, firstDay: CivilDate, lastDay: CivilDate): boolean {
  return absent.some(({ from, to }) => from <= lastDay && firstDay <= to);
}

/** True when a person is on leave in that time, or, where the policy keeps to working hours, when it is not all within theirs. */
export function isOffDuty(
  { assignment }: PinnedPolicy,
  person: Person,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  calendars: ExpandedCalendars,
): boolean {
  if (isAbsent(person, localDate(calendars, startMs), localDate(calendars, endMs - 1))) return true;
  if (assignment.workingHours !== true) return false;
  return elapsed(calendars.spans[person.hours] ?? [], startMs, endMs) < endMs - startMs;
}
