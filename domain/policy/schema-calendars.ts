import { z } from 'zod';
import { block, date, hours, id, listOf, text } from './schema-values.ts';

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

/** Hours and days off. */
export const calendarKeys = {
  holidays: z.record(id, z.array(dayOff)).default({}),
  calendars: z.record(id, calendar),
};

export type SourceCalendar = z.output<typeof calendar>;
