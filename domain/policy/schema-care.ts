import { z } from 'zod';
import { CARE_ENDS, OCCASION_DOES, OPENING_ANSWERS } from './care-words.ts';
import { CONSENT_PURPOSES } from './consent-words.ts';
import { CALLBACK_WAYS } from './pinned-afterwards.ts';
import { kind, when } from './schema-filter.ts';
import {
  block,
  count,
  duration,
  id,
  itemName,
  listOf,
  occasion,
  positive,
  someOf,
  timeOfDay,
  word,
} from './schema-values.ts';
import { MILESTONES, PAST_DAYS } from './vocabulary.ts';

const anchor = word(PAST_DAYS, 'day of a case');
const month = z.number().int('write a month as a number').min(1, 'write 1 to 12').max(12, 'write 1 to 12');
const dayOfMonth = z.number().int('write a whole number').min(1, 'write 1 to 31').max(31, 'write 1 to 31');

/** When an occasion falls: `after`, `every` or `on`; the check sees to it that one of them is there. */
const careOccasion = block({
  name: itemName,
  after: block({ days: count.optional(), months: count.optional(), of: anchor.optional() }).optional(),
  every: block({
    days: positive.optional(),
    months: positive.optional(),
    in: listOf(month).optional(),
    day: dayOfMonth.optional(),
    of: anchor.optional(),
  }).optional(),
  on: itemName.optional(),
  daysBefore: positive.optional(),
  at: timeOfDay.default(9 * 60),
  does: word(OCCASION_DOES, 'thing that an occasion does'),
  purpose: word(CONSENT_PURPOSES, 'purpose of a message').optional(),
  kind: kind.optional(),
  channelTurns: listOf(word(CALLBACK_WAYS, 'channel')).optional(),
  when,
});

/** What comes by itself over the years. */
export const careKeys = {
  care: block({
    hours: id,
    answerWithin: duration,
    until: word(CARE_ENDS, 'end of care').default('for-life'),
    lowScore: count.optional(),
    cases: someOf(OPENING_ANSWERS, kind).default({}),
    opens: listOf(block({ on: occasion([...MILESTONES, 'nobody-fits'], 'occasion'), when })).default([]),
    occasions: z.array(careOccasion).min(1, 'write at least one occasion'),
  }).optional(),
};

export type SourceCare = NonNullable<z.output<(typeof careKeys)['care']>>;
export type SourceOccasion = z.output<typeof careOccasion>;
