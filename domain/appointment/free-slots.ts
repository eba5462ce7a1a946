import { isOffDuty } from '../assignment/duty.ts';
import type { ExpandedCalendars } from '../calendar/expanded.ts';
import { localDate } from '../calendar/local-day.ts';
import { elapsed } from '../calendar/spans.ts';
import type { Person, PinnedPolicy } from '../policy/pinned.ts';
import { HOUR_MS, MINUTE_MS, type Span } from '../shared/time.ts';

export interface Wish {
  /** Over the days that may be offered. */
  readonly calendars: ExpandedCalendars;
  /** Everybody who goes. */
  readonly people: readonly Person[];
  /** Their time that is kept for others. */
  readonly busy: readonly Span[];
  readonly lengthMs: number;
  readonly nowMs: number;
  /** The time that stands is no other time; null when none does. */
  readonly standsAtMs: number | null;
}

/** Visits begin on the hour after opening. */
const EVERY_MS = HOUR_MS;
/** What is offered must still be allowed when somebody has made up their mind. */
const THINKING_MS = 15 * MINUTE_MS;
/** As many as people look through on a phone. */
const DAYS = 6;
const A_DAY = 4;

/**
 * Times at which a visit could be: in visiting hours, with notice, not too far ahead, while everybody who goes is at work
 * and free. In order; a few a day, spread over it, on the next days that have any.
 */
export function freeSlots(policy: PinnedPolicy, wish: Wish): readonly Span[] {
  const days = new Map<string, Span[]>();
  for (const slot of candidates(policy, wish)) {
    const day = localDate(wish.calendars, slot[0]);
    const ofDay = days.get(day);
    if (ofDay !== undefined) ofDay.push(slot);
    else if (days.size === DAYS) break;
    else days.set(day, [slot]);
  }
  return [...days.values()].flatMap(spread);
}

function* candidates({ appointment, ...policy }: PinnedPolicy, wish: Wish): Generator<Span> {
  const { calendars, people, busy, lengthMs, nowMs, standsAtMs } = wish;
  const open = calendars.spans[appointment.hours] ?? [];
  const earliestMs = nowMs + appointment.minNoticeMs + THINKING_MS;
  const latestMs = nowMs + appointment.maxAheadMs;
  for (const [opensAtMs, closesAtMs] of open) {
    for (let startMs = opensAtMs; startMs + lengthMs <= closesAtMs && startMs <= latestMs; startMs += EVERY_MS) {
      const endMs = startMs + lengthMs;
      if (startMs < earliestMs || startMs === standsAtMs) continue;
      if (elapsed(busy, startMs, endMs) > 0) continue;
      const slot = { startMs, endMs };
      if (people.some((person) => isOffDuty({ appointment, ...policy }, person, slot, calendars))) continue;
      yield [startMs, endMs];
    }
  }
}

function spread(slots: readonly Span[]): readonly Span[] {
  if (slots.length <= A_DAY) return slots;
  return Array.from({ length: A_DAY }, (_, i) => slots[Math.round((i * (slots.length - 1)) / (A_DAY - 1))]!);
}
