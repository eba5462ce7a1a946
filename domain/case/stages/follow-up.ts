import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState, FollowUpStep } from '../state.ts';

/** The customer's answer to the follow-up that was asked (S1p). */
export function answerFollowUp(state: CaseState, command: CommandOf<'AnswerFollowUp'>): Ruling {
  const { stage } = state;
  if (stage.name !== 'follow-up') return unlessStage(state, 'AnswerFollowUp', 'follow-up') ?? accept();
  const { day, answer, noteId } = command;
  if (stage.next?.status !== 'asked' || stage.next.day !== day) return refuse('unknown-follow-up', '/day', { day });
  return accept({ type: 'FollowUpAnswered', day, answer, noteId });
}

/** Asks a follow-up whose time has come, or gives up one that nobody answered. */
export function followUpDue(step: FollowUpStep, atMs: number, { policy }: CaseContext): CaseFact {
  return step.status === 'to-ask'
    ? { type: 'FollowUpAsked', day: step.day, giveUpAtMs: atMs + policy.followUp.answerWithinMs }
    : { type: 'FollowUpUnanswered', day: step.day };
}
