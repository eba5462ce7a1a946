import type { PinnedPolicy } from '../policy/pinned.ts';
import { PAUSE_CAUSES, type PauseCause } from '../policy/vocabulary.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import { waitedFor } from './items/waiting.ts';
import type { CaseState } from './state.ts';

/** Where stretches begin and end in which clocks may stand still: a hold, and waiting for the customer's word or money. */
export function pauseConsequences(event: CaseEvent, after: CaseState, policy: PinnedPolicy): readonly CaseFact[] {
  switch (event.type) {
    case 'CaseHeld':
      return begin(after, 'held');
    case 'CaseResumed':
      return end(after, 'held');
    case 'FactsChased':
      return event.inside ? [] : begin(after, 'waiting-for-customer');
    case 'AppointmentMissed':
      return event.who === 'customer' ? begin(after, 'waiting-for-customer') : [];
    // Sent elsewhere, it does not wait for a time any more.
    case 'StageEntered':
      return event.stage === 'appointment' || event.stage === 'intake' ? [] : end(after, 'waiting-for-customer');
    case 'SlotReserved':
      return begin(after, 'waiting-for-customer');
    case 'FactsCompleted':
    case 'AppointmentConfirmed':
    case 'AppointmentMoved':
    case 'AppointmentCancelled':
      return end(after, 'waiting-for-customer');
    case 'ItemOpened':
    case 'ItemAdvanced': {
      const waited = waitedFor(after, policy);
      return OF_ITEMS.flatMap((cause) => (waited.includes(cause) ? begin(after, cause) : end(after, cause)));
    }
    case 'CaseClosed':
      return PAUSE_CAUSES.flatMap((cause) => end(after, cause));
    default:
      return [];
  }
}

/** Causes that items give. */
const OF_ITEMS = ['waiting-for-consent', 'waiting-for-payment'] as const satisfies readonly PauseCause[];

function isOpen(state: CaseState, cause: PauseCause): boolean {
  const last = state.pauses[cause]?.at(-1);
  return last !== undefined && last[1] === null;
}

function begin(state: CaseState, cause: PauseCause): readonly CaseFact[] {
  return isOpen(state, cause) ? [] : [{ type: 'PauseBegan', cause }];
}

function end(state: CaseState, cause: PauseCause): readonly CaseFact[] {
  return isOpen(state, cause) ? [{ type: 'PauseEnded', cause }] : [];
}
