import { dayNumber } from '../../shared/civil-date.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';

const YEAR_DAYS = 365;
/** Feasts that follow the moon wander by up to five weeks from one year to the next. */
const NEAR_DAYS = 35;

interface DayOff {
  readonly name: string;
  readonly from: string;
  readonly fromDay: number;
  readonly toDay: number;
}

/** Lists of holidays in use hold the coming year: what was a day off in the last one has another near its date. */
export function checkHolidays({ calendars, holidays }: PolicySource, nowMs: number): Finding[] {
  const used = new Set(Object.values(calendars).flatMap((calendar) => calendar.holidays));
  const today = Math.floor(nowMs / DAY_MS);
  return Object.entries(holidays).flatMap(([id, list]): Finding[] => {
    const daysOff = list.map(({ name, from, to }) => ({ name, from, fromDay: dayOf(from), toDay: dayOf(to) }));
    const missing = lastYear(daysOff, today).filter((dayOff) => !daysOff.some(isNear(dayOff, today)));
    const [first] = missing;
    if (!used.has(id) || first === undefined) return [];
    const others = missing.length === 1 ? '' : ` and of ${missing.length - 1} more`;
    const message = `the coming year is not complete: it has no day off near that of ${first.name} (${first.from})${others}; add the next ones, or limits count days that nobody works`;
    return [{ code: 'holidays-missing', message, path: ['holidays', id] }];
  });
}

/** The days off of the year that ended with the latest that is over: older ones may have been dropped since. */
function lastYear(daysOff: readonly DayOff[], today: number): readonly DayOff[] {
  const past = daysOff.filter(({ fromDay }) => fromDay <= today);
  const latest = Math.max(...past.map(({ fromDay }) => fromDay));
  return past.filter(({ fromDay }) => fromDay > latest - YEAR_DAYS);
}

function isNear({ fromDay }: DayOff, today: number): (other: DayOff) => boolean {
  const years = Math.floor((today - fromDay) / YEAR_DAYS) + 1;
  const dueDay = fromDay + years * YEAR_DAYS;
  return (other) => other.fromDay <= dueDay + NEAR_DAYS && other.toDay >= dueDay - NEAR_DAYS;
}

function dayOf(date: string): number {
  return dayNumber(date) ?? 0;
}
