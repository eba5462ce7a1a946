import { z } from 'zod';
import { when } from './schema-filter.ts';
import { block, duration, id, listOf, recipient, word } from './schema-values.ts';
import { MILESTONES, PAUSE_CAUSES } from './vocabulary.ts';

const clock = block({
  from: word(MILESTONES, 'milestone'),
  until: word(MILESTONES, 'milestone'),
  calendar: id,
  pausedWhile: listOf(word(PAUSE_CAUSES, 'cause of a pause')).default([]),
  limits: z.array(block({ when, within: duration, calendar: id.optional() })).min(1, 'write at least one limit'),
  warnAt: listOf(z.number()).default([]),
  warn: recipient.optional(),
  ladder: id.optional(),
});

/** What is promised, and whom a broken promise is brought to. */
export const clockKeys = {
  clocks: z.record(id, clock),
  ladders: z.record(id, z.array(block({ after: duration, notify: recipient })).min(1, 'write at least one step')),
};
