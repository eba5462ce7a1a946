import { waitFrom } from '../../calendar/wait.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseEvent, CaseFact } from '../events.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState, StageState } from '../state.ts';

/** The customer's score (S0.7, S3); a late one still counts while follow-ups run. */
export function rateService(state: CaseState, command: CommandOf<'RateService'>, { policy }: CaseContext): Ruling {
  const wrong = unlessStage(state, 'RateService', 'callback', 'follow-up');
  if (wrong !== null) return wrong;
  if (state.stage.name === 'callback' && state.stage.asked === 0) return refuse('not-asked-yet');
  const { score, noteId } = command;
  const { lowest, highest } = policy.callback.scale;
  if (!Number.isInteger(score) || score < lowest || score > highest) {
    return refuse('score-out-of-scale', '/score', { lowest, highest });
  }
  return accept({ type: 'ServiceRated', score, noteId });
}

/**
 * Asks, asks again, and after the last time unanswered lets the case go on. A question by phone is put by a person, so
 * the next one waits for the call; where the customer alone ends the case, nothing comes after the last one (S1k).
 */
export function callbackDue(asked: number, atMs: number, context: CaseContext): CaseFact {
  const { times, rounds, unanswered } = context.policy.callback;
  if (asked >= times) return { type: 'CallbackUnanswered' };
  const ordinal = asked + 1;
  const way = rounds === undefined ? undefined : (rounds[asked] ?? rounds.at(-1));
  const waits = way === 'phone' || (unanswered === 'stay' && ordinal >= times);
  const nextAtMs = waits ? null : askAgainAt(atMs, context);
  return { type: 'CallbackAsked', ordinal, nextAtMs, ...(way === undefined ? {} : { way }) };
}

/** The call that a question by phone was: who could not be reached, or said nothing yet, is asked once more. */
export function callbackCalled(
  { direction, channel, atMs }: Extract<CaseEvent, { type: 'CustomerContacted' }>,
  { stage }: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const { unanswered, times } = context.policy.callback;
  if (!awaitsCall(stage) || direction !== 'to' || channel !== 'phone') return [];
  if (unanswered === 'stay' && stage.asked >= times) return [];
  return [{ type: 'CallbackScheduled', askAtMs: askAgainAt(atMs, context) }];
}

/** The question has been put, or is put by a call, and nothing comes by itself any more. */
export function awaitsCall(stage: StageState): stage is Extract<StageState, { name: 'callback' }> & { nextAtMs: null } {
  return stage.name === 'callback' && stage.asked > 0 && stage.nextAtMs === null;
}

function askAgainAt(atMs: number, { policy, calendars }: CaseContext): number {
  const { hours, askAgainEveryMs } = policy.callback;
  return waitFrom(calendars.spans[hours] ?? [], atMs, askAgainEveryMs);
}
