import { z } from 'zod';
import type { Feast } from '../calendar/feasts.ts';
import { dayNumber } from '../shared/civil-date.ts';
import { DAY_KEYS } from './schema-calendars.ts';
import { block, itemName, word } from './schema-values.ts';

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const monthDay = z.string().regex(MONTH_DAY, 'write month and day, like 01-01');
const month = z.number().int('write a month as a number').min(1, 'write 1 to 12').max(12, 'write 1 to 12');
const nth = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')], {
  error: 'write 1 to 4, or last',
});

/** One of three ways to say a day: `on`, a weekday of a month, or a lunar one. */
const feast = block({
  on: monthDay.optional(),
  month: month.optional(),
  weekday: word(DAY_KEYS, 'day of the week').optional(),
  nth: nth.optional(),
  lunar: monthDay.optional(),
}).transform(({ on, month: inMonth, weekday, nth: which, lunar }, context): Feast => {
  const isWeekday = inMonth !== undefined && weekday !== undefined && which !== undefined;
  const isPartly = inMonth !== undefined || weekday !== undefined || which !== undefined;
  const isOne = [on !== undefined, lunar !== undefined, isPartly].filter(Boolean).length === 1;
  if (isOne && on !== undefined && dayNumber(`2024-${on}`) !== null) return { kind: 'fixed', on };
  if (isOne && lunar !== undefined && Number(lunar.slice(3)) <= 30) {
    return { kind: 'lunar', month: Number(lunar.slice(0, 2)), day: Number(lunar.slice(3)) };
  }
  if (isOne && isWeekday) {
    return { kind: 'weekday', month: inMonth, weekday: DAY_KEYS.indexOf(weekday), nth: which };
  }
  context.addIssue({
    code: 'custom',
    message: 'this is no day of a year; write on: 01-01, or month, weekday and nth, or lunar: 08-15',
  });
  return z.NEVER;
});

/** Days of the year that care greets on. */
export const feastKeys = {
  feasts: z.record(itemName, feast).optional(),
};
