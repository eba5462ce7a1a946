import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** What is asked when the work is done, as a case carries it. */
export function pinAfterwards(source: PolicySource) {
  return {
    callback: {
      afterMs: source.callback.after,
      hours: source.callback.hours,
      askAgainEveryMs: source.callback.askAgainEvery,
      times: source.callback.times,
      ...(source.callback.rounds === undefined ? {} : { rounds: source.callback.rounds }),
      ...(source.callback.unanswered === 'stay' ? { unanswered: source.callback.unanswered } : {}),
      scale: source.callback.scale,
      reopenAtOrBelow: source.callback.reopenAtOrBelow,
      reopenTo: source.callback.reopenTo,
      anotherTechnician: source.callback.anotherTechnician,
    },
    followUp: {
      days: source.followUp.days.map(({ day, at }) => ({ day, atMinuteOfDay: at })),
      hours: source.followUp.hours,
      answerWithinMs: source.followUp.answerWithin,
      reopenOnProblem: source.followUp.reopenOnProblem,
    },
  } satisfies Partial<PinnedPolicy>;
}
