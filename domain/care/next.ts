import { atLocalDate, localDate } from '../calendar/local-day.ts';
import { nextOpen } from '../calendar/spans.ts';
import type { CaseContext } from '../case/context.ts';
import type { CareState, CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { matches } from '../policy/match.ts';
import type { CareOccasion } from '../policy/pinned-care.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import { standingOn } from './covered.ts';
import { fallAfter, plusDays } from './falls.ts';

/** An occasion that is to come. */
export interface Upcoming {
  readonly occasion: CareOccasion;
  /** The day it falls on. */
  readonly on: CivilDate;
  /** 1 for the first of its name. */
  readonly ordinal: number;
  /** In the hours of care. Beyond the calendars it is a guess, which is right by the time they reach it. */
  readonly atMs: number;
}

/** Days a filter may ask to pass over: fifty years of months. */
const MOST_PASSED = 600;

/** The next of each occasion that such a unit has, in the policy's order. */
export function upcoming(state: CaseState, care: CareState, context: CaseContext): readonly Upcoming[] {
  const { occasions = [] } = context.policy.care ?? {};
  return occasions.flatMap((occasion): Upcoming[] => {
    const on = nextDay(occasion, state, care, context);
    if (on === null) return [];
    const ordinal = (care.done[occasion.name]?.times ?? 0) + 1;
    return [{ occasion, on, ordinal, atMs: momentOf(occasion, on, state, care, context) }];
  });
}

/**
 * Days of before care are past, and what repeats is not made up for when a day it counts from is corrected. Of several that
 * passed on hold only the last one is made up for.
 */
function nextDay(
  { name, falls, when: { standings, ...when } }: CareOccasion,
  state: CaseState,
  { begunOn, sinceMs, done }: CareState,
  context: CaseContext,
): CivilDate | null {
  if (begunOn === null || !matches(when, traitsOf(state))) return null;
  const { calendars } = context;
  const subject = { facts: state.facts, begunOn, feasts: calendars.feasts };
  const last = done[name]?.on ?? plusDays(begunOn, -1);
  const since = plusDays(localDate(calendars, sinceMs), -1);
  const resumedAtMs = state.pauses.held.at(-1)?.[1] ?? null;
  const resumedOn = resumedAtMs === null ? '' : localDate(calendars, resumedAtMs);
  let on = fallAfter(falls, subject, falls.kind === 'after' || since < last ? last : since);
  for (let next = on; next !== null && next <= resumedOn; next = fallAfter(falls, subject, next)) on = next;
  if (standings === undefined) return on;
  for (let passed = 0; on !== null && passed < MOST_PASSED; passed++) {
    if (standings.includes(standingOn(on, state, context))) return on;
    on = fallAfter(falls, subject, on);
  }
  return null;
}

function momentOf(
  { atMinuteOfDay }: CareOccasion,
  on: CivilDate,
  { pauses }: CaseState,
  { sinceMs }: CareState,
  { policy, calendars }: CaseContext,
): number {
  const wantedMs = Math.max(atLocalDate(calendars, on, atMinuteOfDay), sinceMs, pauses.held.at(-1)?.[1] ?? 0);
  return nextOpen(calendars.spans[policy.care?.hours ?? ''] ?? [], wantedMs) ?? wantedMs;
}
