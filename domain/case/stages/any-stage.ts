import { DAY_MS } from '../../shared/time.ts';
import type { CommandOf, ManualOutcome } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { blockersOf, named, owing } from '../items/blocks.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';
import type { CaseState } from '../state.ts';

const LONGEST_HOLD_MS = 365 * DAY_MS;

/** Puts the case on hold: nothing is asked of anybody until it is resumed. */
export function holdCase(state: CaseState, command: CommandOf<'HoldCase'>, { nowMs }: CaseContext): Ruling {
  const { reason, untilMs } = command;
  if (state.hold !== null) return refuse('on-hold', '', { since: new Date(state.hold.sinceMs).toISOString() });
  if (untilMs !== null && untilMs <= nowMs) return refuse('hold-ends-in-past', '/untilMs');
  if (untilMs !== null && untilMs > nowMs + LONGEST_HOLD_MS) {
    return refuse('hold-too-long', '/untilMs', { longest: '365 days' });
  }
  return accept({ type: 'CaseHeld', reason, untilMs });
}

export function resumeCase(state: CaseState): Ruling {
  return state.hold === null ? refuse('not-on-hold') : accept({ type: 'CaseResumed', because: 'command' });
}

/** Somebody takes a breach on; its ladder climbs no further. */
export function acknowledgeEscalation(state: CaseState, command: CommandOf<'AcknowledgeEscalation'>): Ruling {
  if (command.by.kind !== 'staff') return refuse('unknown-person', '/by', { value: command.by.kind });
  const { personId } = command.by;
  const facts = state.clocks.flatMap((clock): CaseFact[] => {
    if (clock.status !== 'running' || clock.breach === null || clock.breach.acknowledgedBy !== null) return [];
    if (command.clockId !== null && command.clockId !== clock.clockId) return [];
    return [{ type: 'EscalationAcknowledged', clockId: clock.clockId, round: clock.round, personId }];
  });
  return facts.length === 0 ? refuse('nothing-to-acknowledge', '/clockId') : accept(...facts);
}

/** A case that should not have been: nothing is asked for in it any more, but what somebody has is still to come back. */
const GIVEN_UP: readonly ManualOutcome[] = ['withdrawn', 'duplicate'];

/** A person ends the case before its plan does; what must be done before it closes must be done then, too. */
export function closeCase(state: CaseState, command: CommandOf<'CloseCase'>, { policy }: CaseContext): Ruling {
  const isGivenUp = GIVEN_UP.includes(command.outcome);
  const blockers = isGivenUp ? owing(state) : blockersOf(state, policy, 'closing');
  if (blockers.length > 0) return refuse('gate-closed', '', { blockers: named(blockers) });
  if (state.stage.name === 'callback' && policy.callback.unanswered === 'stay' && !isGivenUp) {
    return refuse('not-satisfied-yet');
  }
  return accept({ type: 'CaseClosed', outcome: command.outcome, noteId: command.noteId });
}
