import { careStep } from '../care/step.ts';
import { partsOf } from '../policy/item-words.ts';
import { personFor } from '../policy/people.ts';
import type { Recipient } from '../policy/pinned.ts';
import type { Milestone } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CaseContext } from './context.ts';
import { earliestDeadline } from './deadline.ts';
import { gateStep, openStep } from './items/next.ts';
import { awaitsCall } from './stages/callback.ts';
import type { CaseState } from './state.ts';
import { carriersOf } from './traits.ts';
import type { ClockView, NextStep } from './view.ts';

/**
 * What must happen next, by whom and by when: never null while a case is open. The time is the step's own: the limit of
 * the clock that it stops, the visit's begin, the moment at which the engine asks or gives up; null where it has none.
 */
export function nextStepOf(state: CaseState, context: CaseContext, clocks: readonly ClockView[]): NextStep | null {
  if (state.stage.name === 'gate' && state.hold === null) return gateStep(state.stage, state, context, clocks);
  if (state.stage.name === 'care' && state.hold === null) return careStep(state, state.stage, context);
  const resources = resourceStep(state, context, clocks);
  if (resources !== null) return resources;
  const insideChases = context.policy.chase.inside?.times ?? 0;
  const step = stepOf(state, insideChases, (milestone) => limitUntil(milestone, context, clocks));
  if (step === null) return null;
  const recipient: Recipient | null = step.who === 'lead' || step.who === 'technician' ? { kind: step.who } : null;
  const person = recipient === null ? null : personFor(context.policy, recipient, carriersOf(state));
  return { ...step, personId: person?.id ?? null };
}

/** Nobody fits, and somebody has been asked for people of another department: the case waits for that answer. */
function resourceStep(state: CaseState, context: CaseContext, clocks: readonly ClockView[]): NextStep | null {
  const { reserve } = context.policy.assignment;
  const { stage, hold } = state;
  if (reserve === undefined || stage.name !== 'assign' || hold !== null) return null;
  if (stage.scores === null || stage.scores.some(({ fits }) => fits)) return null;
  return openStep(partsOf(reserve.after)?.name ?? '', state, context, clocks);
}

/** The earliest limit, broken or not, of the clocks that run until a milestone. */
function limitUntil(milestone: Milestone, { policy }: CaseContext, clocks: readonly ClockView[]): number | null {
  const stopping = policy.clocks.filter(({ until }) => until === milestone).map(({ id }) => id);
  return earliestDeadline(clocks.filter(({ clockId }) => stopping.includes(clockId)))?.dueAtMs ?? null;
}

function stepOf(
  { stage, hold, appointment, technicianId }: CaseState,
  insideChases: number,
  limit: (milestone: Milestone) => number | null,
): Pick<NextStep, 'what' | 'who' | 'byMs'> | null {
  if (stage.name === 'closed') return null;
  if (hold !== null) return { what: 'resume', who: 'desk', byMs: hold.untilMs };
  switch (stage.name) {
    case 'gate':
    case 'care':
      return null;
    case 'intake':
      return {
        what: 'provide-facts',
        who: stage.nextChaseAtMs === null || stage.chases <= insideChases ? 'desk' : 'customer',
        byMs: stage.nextChaseAtMs,
      };
    case 'remote-help':
      return {
        what: 'remote-help',
        who: technicianId === null ? 'desk' : 'technician',
        byMs: limit('remote-help-tried') ?? limit('solved'),
      };
    case 'classify':
      return { what: 'classify', who: 'desk', byMs: limit('record-completed') };
    case 'hand-off':
      return { what: 'hand-off', who: 'desk', byMs: limit('handed-off') };
    case 'assign':
      return stage.scores === null
        ? { what: 'rank-technicians', who: 'engine', byMs: null }
        : { what: 'assign', who: 'lead', byMs: limit('technician-assigned') };
    case 'appointment':
      if (appointment === null) return { what: 'schedule', who: 'technician', byMs: limit('appointment-proposed') };
      return appointment.status === 'reserving'
        ? { what: 'reserve-slot', who: 'engine', byMs: null }
        : { what: 'confirm', who: 'customer', byMs: appointment.startMs };
    case 'visit': {
      const setsOutByMs = stage.departed ? null : limit('departed');
      return setsOutByMs === null
        ? { what: 'arrive', who: 'technician', byMs: appointment?.startMs ?? limit('arrived') }
        : { what: 'depart', who: 'technician', byMs: setsOutByMs };
    }
    case 'report':
      if (stage.awaits !== undefined) return { what: 'reinforce', who: 'lead', byMs: limit('reinforced') };
      return stage.filed
        ? { what: 'sign', who: 'customer', byMs: limit('report-signed') }
        : { what: 'report', who: 'technician', byMs: limit('report-filed') ?? limit('solved') };
    case 'callback':
      if (awaitsCall(stage)) return { what: 'call', who: 'desk', byMs: limit('rated') };
      return stage.asked === 0
        ? { what: 'ask-callback', who: 'engine', byMs: stage.nextAtMs }
        : { what: 'rate', who: 'customer', byMs: stage.nextAtMs };
    case 'follow-up':
      return stage.next?.status === 'asked'
        ? { what: 'answer-follow-up', who: 'customer', byMs: stage.next.giveUpAtMs }
        : { what: 'ask-follow-up', who: 'engine', byMs: stage.next?.atMs ?? null };
    default:
      return assertNever(stage);
  }
}
