import { dayStartMs, localDate } from '../calendar/local-day.ts';
import { CALENDARS_AHEAD_MS } from '../calendar/wait.ts';
import type { CaseContext } from '../case/context.ts';
import { careDue } from '../case/stages/care.ts';
import type { CareState, CaseState } from '../case/state.ts';
import type { NextStep } from '../case/view.ts';
import { DAY_MS, MINUTE_MS } from '../shared/time.ts';
import { plusDays, spanOfDays } from './falls.ts';

/**
 * What care waits for: the answer that is given up first, whoever is to get it; else what comes by itself. When nothing is
 * to come any more, something must be bought, or the care be closed.
 */
export function careStep(state: CaseState, care: CareState, context: CaseContext): NextStep {
  const [question] = [...care.asked].sort((a, b) => a.giveUpAtMs - b.giveUpAtMs);
  if (question !== undefined) {
    const who = question.turn === 'phone' ? 'desk' : 'customer';
    return { what: `${question.occasion}.answered`, who, personId: null, byMs: question.giveUpAtMs };
  }
  const due = careDue(state, care, context);
  const [first] = [...due].sort((a, b) => a.atMs - b.atMs);
  if (first === undefined) return { what: 'record-purchase', who: 'desk', personId: null, byMs: null };
  const { fact, atMs } = first;
  if (fact.type === 'OccasionDue') {
    const minute = context.policy.care?.occasions.find(({ name }) => name === fact.occasion)?.atMinuteOfDay ?? 0;
    const byMs = told(atMs, fact.on, minute, context);
    return { what: `${fact.occasion}.due`, who: 'engine', personId: null, byMs };
  }
  const byMs = fact.type === 'CareEnded' ? told(atMs, plusDays(fact.lastDay, 1), 0, context) : atMs;
  return { what: 'end-care', who: 'engine', personId: null, byMs };
}

/** Further ahead than every case surely sees, the day and its time are told, counted in days of 24 hours. */
function told(atMs: number, on: string, minute: number, { calendars, nowMs }: CaseContext): number {
  if (atMs <= nowMs + CALENDARS_AHEAD_MS) return atMs;
  const today = localDate(calendars, nowMs);
  return (dayStartMs(calendars, today) ?? nowMs) + spanOfDays(today, on) * DAY_MS + minute * MINUTE_MS;
}
