import type { Finding } from '../fault.ts';
import { CLOSING } from '../item-words.ts';
import type { PolicySource } from '../schema.ts';
import { writeDuration } from '../units.ts';
import type { Milestone } from '../vocabulary.ts';
import { alwaysOpen, countAlike } from './like-calendars.ts';
import { longestTail } from './own-time.ts';
import { type Clock, isMain, type MainClock, mayBeOf, type Plan, plansOf, reopeningStages, starts } from './reach.ts';

/** Between these a case goes on by itself when nobody answers, and ends in the end. */
const TAIL: { readonly from: readonly Milestone[]; readonly until: readonly Milestone[] } = {
  from: ['report-signed', 'callback-asked', 'rated'],
  until: ['rated', 'closed'],
};

/**
 * A limit and the steps of its ladder come before the case is over: an unanswered callback and unanswered follow-ups are
 * given up by the engine, and no clock runs on after that. A hold makes it longer, and is not thought of here.
 */
export function checkAlarms(source: PolicySource): Finding[] {
  return Object.entries(source.clocks).flatMap(([id, clock]) =>
    isMain(clock) && TAIL.from.includes(clock.from) && TAIL.until.includes(clock.until)
      ? clock.limits.flatMap((_, row) => tooLate(source, id, clock, row))
      : [],
  );
}

function tooLate(source: PolicySource, id: string, clock: MainClock, row: number): Finding[] {
  const { when, within, calendar = clock.calendar } = clock.limits[row]!;
  const open = alwaysOpen(source);
  const ends = plansOf(source)
    .filter((plan) => mayBeOf(when, plan.kind) && starts(source, clock, plan))
    .map((plan) => {
      const parts = longestTail(source, plan, clock.from);
      const isBounded = parts.every(({ counting }) => countAlike(open, counting, calendar) || open.has(counting));
      return isBounded && !mayReopen(source, clock, plan) && !mayBeKept(source)
        ? parts.reduce((ms, part) => ms + part.ms, 0)
        : Number.POSITIVE_INFINITY;
    });
  const endMs = Math.max(...ends);
  const steps = clock.ladder === undefined ? [] : (source.ladders[clock.ladder] ?? []);
  const late = steps.findIndex(({ after }) => within + after > endMs);
  if (ends.length === 0 || (within <= endMs && late < 0)) return [];
  const what = within > endMs ? `the limit of ${writeDuration(within)}` : `step ${late + 1} of ${clock.ladder}`;
  const message = `${what} is never reached: ${writeDuration(endMs)} after ${clock.from} nobody is asked any more and the case is over; shorten it, or ask longer`;
  return [{ code: 'alarm-unreachable', message, path: ['clocks', id, 'limits', row] }];
}

/** A question that waits for a person, or for the customer however long it takes; an item that is not ended keeps the case from being over, for as long as it takes. */
function mayBeKept({ items = {}, callback: { rounds = [], unanswered } }: PolicySource): boolean {
  if (unanswered === 'stay' || rounds.includes('phone')) return true;
  return Object.values(items).some(({ blocks }) => blocks.some((target) => KEPT_BY.includes(target)));
}
const KEPT_BY: readonly string[] = [CLOSING, 'callback', 'follow-up'];

/** A clock that a second round would not stop runs on through it. */
function mayReopen(source: PolicySource, { until }: Clock, { stages }: Plan): boolean {
  return reopeningStages(source).some(
    (stage) => stages.includes(stage) && (until === 'closed' || stage === 'follow-up'),
  );
}
