import { z } from 'zod';
import { IDLE } from './idle.ts';
import { CALLBACK_WAYS } from './pinned-afterwards.ts';
import { block, count, duration, id, positive, section, timeOfDay, word } from './schema-values.ts';
import { PLAN_STAGES } from './vocabulary.ts';

/** What is asked when the work is done. */
export const afterwardsKeys = {
  callback: section(
    block({
      after: duration,
      hours: id,
      askAgainEvery: duration,
      times: positive,
      rounds: z.array(word(CALLBACK_WAYS, 'way to ask')).min(1, 'write at least one').optional(),
      unanswered: word(['go-on', 'stay'], 'way to end').optional(),
      scale: block({ lowest: count, highest: count }),
      reopenAtOrBelow: count,
      reopenTo: word(PLAN_STAGES, 'stage'),
      anotherTechnician: z.boolean(),
    }),
    IDLE.callback,
  ),
  followUp: section(
    block({
      days: z.array(block({ day: positive, at: timeOfDay })),
      hours: id,
      answerWithin: duration,
      reopenOnProblem: z.boolean(),
    }),
    IDLE.followUp,
  ),
};
