import { DAY_MS } from '../../shared/time.ts';
import type { PolicySource } from '../schema.ts';
import type { Milestone } from '../vocabulary.ts';
import { type Counting, WALL_CLOCK } from './like-calendars.ts';
import type { Plan } from './reach.ts';

/** A part of the way of a case, and the time it takes. */
export interface Stretch {
  readonly what: string;
  readonly from: Milestone;
  readonly until: Milestone;
  readonly counting: Counting;
  readonly ms: number;
}

/**
 * The time that the engine itself lets pass in a case that goes well, at the least. A clock that is to be kept must run
 * longer by a moment: at the very end of the time it would be broken first.
 */
export function leastWaits({ callback, followUp }: PolicySource, { stages }: Plan): Stretch[] {
  const lastDay = followUp.days.at(-1)?.day ?? 0;
  const waits: Stretch[] = [];
  if (stages.includes('callback')) {
    const [from, until] = ['report-signed', 'callback-asked'] as const;
    waits.push({ what: 'callback.after', from, until, counting: callback.hours, ms: callback.after + 1 });
  }
  // Signed in the evening and asked in the morning, a follow-up comes nearly a day sooner.
  if (stages.includes('follow-up') && lastDay > 1) {
    const [from, until] = ['report-signed', 'closed'] as const;
    waits.push({ what: 'followUp.days', from, until, counting: WALL_CLOCK, ms: (lastDay - 1) * DAY_MS + 1 });
  }
  return waits;
}

/**
 * How long a case may go on by itself when nobody answers: from its callback (or from the report before it) to its end.
 * The callback counts in its own hours, days and answers of follow-ups by the wall clock.
 */
export function longestTail(
  { callback, followUp }: PolicySource,
  { stages }: Plan,
  from: Milestone,
): readonly TailPart[] {
  const asks = from === 'rated' ? 0 : callback.times * callback.askAgainEvery;
  const before = from === 'report-signed' ? callback.after : 0;
  const lastDay = followUp.days.at(-1)?.day ?? 0;
  return [
    ...(stages.includes('callback') ? [{ counting: callback.hours, ms: before + asks }] : []),
    ...(stages.includes('follow-up')
      ? [{ counting: WALL_CLOCK, ms: (lastDay + 1) * DAY_MS + followUp.days.length * followUp.answerWithin }]
      : []),
  ];
}
type TailPart = Pick<Stretch, 'counting' | 'ms'>;
