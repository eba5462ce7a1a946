import { personFor } from '../policy/people.ts';
import type { Recipient } from '../policy/pinned.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CaseContext } from './context.ts';
import { nextDue } from './due.ts';
import type { CaseState } from './state.ts';
import { carriersOf } from './traits.ts';
import type { NextStep } from './view.ts';

/** What must happen next: never null while a case is open. `byMs` is the next moment at which something happens by itself. */
export function nextStepOf(state: CaseState, context: CaseContext): NextStep | null {
  const step = stepOf(state);
  if (step === null) return null;
  const recipient: Recipient | null = step.who === 'lead' || step.who === 'technician' ? { kind: step.who } : null;
  const person = recipient === null ? null : personFor(context.policy, recipient, carriersOf(state));
  return { ...step, personId: person?.id ?? null, byMs: nextDue(state, context)?.atMs ?? null };
}

function stepOf(state: CaseState): Pick<NextStep, 'what' | 'who'> | null {
  const { stage, hold, appointment } = state;
  if (stage.name === 'closed') return null;
  if (hold !== null) return { what: 'resume', who: 'desk' };
  switch (stage.name) {
    case 'intake':
      return stage.nextChaseAtMs === null
        ? { what: 'provide-facts', who: 'desk' }
        : { what: 'provide-facts', who: 'customer' };
    case 'remote-help':
      return { what: 'remote-help', who: 'desk' };
    case 'classify':
      return { what: 'classify', who: 'desk' };
    case 'hand-off':
      return { what: 'hand-off', who: 'desk' };
    case 'assign':
      return stage.scores === null ? { what: 'rank-technicians', who: 'engine' } : { what: 'assign', who: 'lead' };
    case 'appointment':
      if (appointment === null) return { what: 'schedule', who: 'technician' };
      return appointment.status === 'reserving'
        ? { what: 'reserve-slot', who: 'engine' }
        : { what: 'confirm', who: 'customer' };
    case 'visit':
      return { what: 'arrive', who: 'technician' };
    case 'report':
      return stage.filed ? { what: 'sign', who: 'customer' } : { what: 'report', who: 'technician' };
    case 'callback':
      return stage.asked === 0 ? { what: 'ask-callback', who: 'engine' } : { what: 'rate', who: 'customer' };
    case 'follow-up':
      return stage.next?.status === 'asked'
        ? { what: 'answer-follow-up', who: 'customer' }
        : { what: 'ask-follow-up', who: 'engine' };
    default:
      return assertNever(stage);
  }
}
