import { z } from 'zod';
import { when } from './schema-filter.ts';
import { block, duration, id, listOf, occasion, recipient, within, word } from './schema-values.ts';
import { MILESTONES, PAUSE_CAUSES } from './vocabulary.ts';

/** A moment of the main line, or a step of an item: `training.done`. */
const clockMilestone = occasion(MILESTONES, 'milestone');

const clock = block({
  from: clockMilestone,
  until: clockMilestone,
  calendar: id,
  pausedWhile: listOf(word(PAUSE_CAUSES, 'cause of a pause')).default([]),
  limits: z.array(block({ when, within, calendar: id.optional() })).min(1, 'write at least one limit'),
  warnAt: listOf(z.number()).default([]),
  warn: recipient.optional(),
  ladder: id.optional(),
});

/** What is promised, and whom a broken promise is brought to. */
export const clockKeys = {
  clocks: z.record(id, clock),
  ladders: z.record(id, z.array(block({ after: duration, notify: recipient })).min(1, 'write at least one step')),
};
