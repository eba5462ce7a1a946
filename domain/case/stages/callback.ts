import { waitFrom } from '../../calendar/wait.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

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

/** Asks, asks again, and after the last time unanswered lets the case go on. */
export function callbackDue(asked: number, atMs: number, { policy, calendars }: CaseContext): CaseFact {
  const { times, hours, askAgainEveryMs } = policy.callback;
  if (asked >= times) return { type: 'CallbackUnanswered' };
  const nextAtMs = waitFrom(calendars.spans[hours] ?? [], atMs, askAgainEveryMs);
  return { type: 'CallbackAsked', ordinal: asked + 1, nextAtMs };
}
