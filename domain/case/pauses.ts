import type { PauseCause } from '../policy/vocabulary.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import type { CaseState } from './state.ts';

/** Where stretches begin and end in which clocks may stand still: a hold, and waiting for the customer's word. */
export function pauseConsequences(event: CaseEvent, after: CaseState): readonly CaseFact[] {
  switch (event.type) {
    case 'CaseHeld':
      return begin(after, 'held');
    case 'CaseResumed':
      return end(after, 'held');
    case 'FactsChased':
      return event.inside ? [] : begin(after, 'waiting-for-customer');
    case 'SlotReserved':
      return begin(after, 'waiting-for-customer');
    case 'FactsCompleted':
    case 'AppointmentConfirmed':
    case 'AppointmentMoved':
    case 'AppointmentCancelled':
      return end(after, 'waiting-for-customer');
    case 'CaseClosed':
      return [...end(after, 'held'), ...end(after, 'waiting-for-customer')];
    default:
      return [];
  }
}

function isOpen(state: CaseState, cause: PauseCause): boolean {
  const last = state.pauses[cause].at(-1);
  return last !== undefined && last[1] === null;
}

function begin(state: CaseState, cause: PauseCause): readonly CaseFact[] {
  return isOpen(state, cause) ? [] : [{ type: 'PauseBegan', cause }];
}

function end(state: CaseState, cause: PauseCause): readonly CaseFact[] {
  return isOpen(state, cause) ? [{ type: 'PauseEnded', cause }] : [];
}
