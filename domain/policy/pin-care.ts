import { filterOf } from './filter-of.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { CareOccasion, Falls } from './pinned-care.ts';
import type { PolicySource } from './schema.ts';
import type { SourceOccasion } from './schema-care.ts';

/** The day that an occasion may fall on besides feasts. */
export const BIRTHDAY = 'birthday';

/** Long-term care, as a case carries it; nothing where the policy has none. */
export function pinCare({ care }: PolicySource): Pick<PinnedPolicy, 'care'> {
  if (care === undefined) return {};
  const { hours, answerWithin, until, lowScore, cases, opens, occasions } = care;
  return {
    care: {
      hours,
      answerWithinMs: answerWithin,
      until,
      ...(lowScore === undefined ? {} : { lowScore }),
      cases,
      opens: opens.map(({ on, when }) => ({ on, when: filterOf(when) })),
      occasions: occasions.map(occasionOf),
    },
  };
}

function occasionOf(source: SourceOccasion): CareOccasion {
  const { name, at, does, when, channelTurns, kind } = source;
  return {
    name,
    falls: fallsOf(source),
    atMinuteOfDay: at,
    does,
    when: filterOf(when),
    ...purposeOf(source),
    ...(channelTurns === undefined ? {} : { channelTurns }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** A greeting is told on a day of the year; who is asked for a score is surveyed; all else is care. */
function purposeOf({ does, on, purpose }: SourceOccasion): Pick<CareOccasion, 'purpose'> {
  switch (does) {
    case 'task':
    case 'open-case':
      return {};
    case 'rate':
      return { purpose: purpose ?? 'survey' };
    case 'tell':
      return { purpose: purpose ?? (on === undefined ? 'care' : 'greeting') };
    case 'ask':
      return { purpose: purpose ?? 'care' };
  }
}

/** The check has found one of them to be written, in one way. */
function fallsOf({ name, after, every, on, daysBefore = 0 }: SourceOccasion): Falls {
  if (on === BIRTHDAY) return { kind: 'birthday', daysBefore };
  if (on !== undefined) return { kind: 'feast', feast: on, daysBefore };
  if (after !== undefined) {
    return { kind: 'after', days: after.days ?? 0, months: after.months ?? 0, of: after.of ?? null };
  }
  if (every?.in !== undefined) return { kind: 'in-months', months: every.in, day: every.day ?? 1 };
  if (every?.days !== undefined) return { kind: 'every-days', days: every.days, of: every.of ?? null };
  if (every?.months !== undefined) return { kind: 'every-months', months: every.months, of: every.of ?? null };
  throw new Error(`${name} falls on no day; the check finds that`);
}
