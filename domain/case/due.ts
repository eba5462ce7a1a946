import { personFor } from '../policy/people.ts';
import { dueAt, ladderStepAt, limitOf, nextWarning, runningSpans, warnAt } from '../sla/clock.ts';
import type { CaseContext } from './context.ts';
import type { CaseFact } from './events.ts';
import { itemsDue } from './items/due.ts';
import { callbackDue } from './stages/callback.ts';
import { careDue } from './stages/care.ts';
import { followUpDue } from './stages/follow-up.ts';
import { chaseFact } from './stages/intake.ts';
import type { CaseState, RunningClock } from './state.ts';
import { carriersOf, traitsOf } from './traits.ts';

/** Something that happens by itself at `atMs` unless somebody acts before. */
export interface DueItem {
  readonly atMs: number;
  readonly fact: CaseFact;
}

/** The earliest thing that is to happen by itself, or null when the case only waits for people. */
export function nextDue(state: CaseState, context: CaseContext): DueItem | null {
  return dueItems(state, context).reduce<DueItem | null>(
    (earliest, item) => (earliest === null || item.atMs < earliest.atMs ? item : earliest),
    null,
  );
}

/** A closed case still owes the messages that wait for their recipients' hours. */
function dueItems(state: CaseState, context: CaseContext): readonly DueItem[] {
  if (state.stage.name === 'closed') return releaseItems(state, context);
  return [
    ...clockItems(state, context),
    ...stageItems(state, context),
    ...itemsDue(state, context.policy),
    ...releaseItems(state, context),
  ];
}

function clockItems(state: CaseState, context: CaseContext): readonly DueItem[] {
  return state.clocks.flatMap((clock) => (clock.status === 'running' ? clockItem(clock, state, context) : []));
}

function clockItem(clock: RunningClock, state: CaseState, context: CaseContext): readonly DueItem[] {
  const { policy, calendars } = context;
  const { clockId, round } = clock;
  const definition = policy.clocks.find(({ id }) => id === clockId);
  const limit = definition === undefined ? null : limitOf(definition, traitsOf(state), clock);
  if (definition === undefined || limit === null) return [];
  const spans = runningSpans(definition, limit, state.pauses, calendars);
  if (clock.breach !== null) {
    const { raised, dueAtMs, acknowledgedBy } = clock.breach;
    const step =
      acknowledgedBy === null && definition.ladder !== null ? policy.ladders[definition.ladder]?.[raised] : undefined;
    if (step === undefined) return [];
    const person = personFor(policy, step.notify, carriersOf(state, clock.itemId));
    return at(ladderStepAt(spans, dueAtMs, step), {
      type: 'ClockEscalated',
      clockId,
      round,
      step: raised + 1,
      personId: person?.id ?? null,
      dueAtMs,
    });
  }
  const dueAtMs = dueAt(spans, clock.startedAtMs, limit);
  if (dueAtMs === null) return [];
  const percent = nextWarning(definition, clock);
  if (percent === null) return at(dueAtMs, { type: 'ClockBreached', clockId, round, dueAtMs });
  return at(warnAt(spans, clock.startedAtMs, limit, percent, dueAtMs), {
    type: 'ClockWarned',
    clockId,
    round,
    percent,
    dueAtMs,
  });
}

/** While a case is on hold its stage asks nobody for anything; what came due meanwhile is done when it resumes. */
function stageItems(state: CaseState, context: CaseContext): readonly DueItem[] {
  const { stage, hold, appointment } = state;
  if (hold !== null) return at(hold.untilMs, { type: 'CaseResumed', because: 'hold-ended' });
  const resumedAtMs = state.pauses.held.at(-1)?.[1] ?? 0;
  const after = (atMs: number | null) => (atMs === null ? null : Math.max(atMs, resumedAtMs));
  switch (stage.name) {
    case 'intake': {
      const atMs = after(stage.nextChaseAtMs);
      return atMs === null ? [] : at(atMs, chaseFact(stage.missing, stage.chases + 1, atMs, context));
    }
    case 'visit': {
      if (appointment === null) return [];
      const { revision, startMs, endMs } = appointment;
      return at(after(appointment.remindAtMs), { type: 'AppointmentReminded', revision, startMs, endMs });
    }
    case 'callback': {
      const atMs = after(stage.nextAtMs);
      return atMs === null ? [] : at(atMs, callbackDue(stage.asked, atMs, context));
    }
    case 'follow-up': {
      if (stage.next === null) return [];
      const atMs = Math.max(stage.next.status === 'to-ask' ? stage.next.atMs : stage.next.giveUpAtMs, resumedAtMs);
      return at(atMs, followUpDue(stage.next, atMs, context));
    }
    case 'care':
      return careDue(state, stage, context);
    default:
      return [];
  }
}

/** Hours may open only after the visit has begun: what a message says of it is void by then. */
function releaseItems(state: CaseState, { nowMs }: CaseContext): readonly DueItem[] {
  return state.heldMessages.flatMap(({ intent, releaseAtMs }) => {
    const { startMs } = intent.params;
    const begun =
      intent.appointmentRevision !== null && typeof startMs === 'number' && startMs <= Math.max(releaseAtMs, nowMs);
    return begun
      ? at(releaseAtMs, { type: 'MessageSuppressed', key: intent.key, reason: 'superseded' })
      : at(releaseAtMs, { type: 'MessageReleased', intent });
  });
}

function at(atMs: number | null, fact: CaseFact): readonly DueItem[] {
  return atMs === null ? [] : [{ atMs, fact }];
}
