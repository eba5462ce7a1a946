import { z } from 'zod';
import { IDLE } from './idle.ts';
import { when } from './schema-filter.ts';
import { block, duration, id, itemStep, listOf, positive, section, timeOfDay, word } from './schema-values.ts';
import { REPORT_RESULTS } from './vocabulary.ts';

/** Who may be sent, and when. */
export const visitKeys = {
  assignment: section(
    block({
      role: id,
      roles: z.array(block({ when, fromRound: positive.optional(), role: id })).optional(),
      crew: z.array(block({ when, size: positive, with: id })).optional(),
      reserve: block({ role: id, after: itemStep }).optional(),
      workingHours: z.literal(true).optional(),
      regionMustMatch: z.boolean(),
      needs: z.array(block({ when, skills: listOf(id).default([]), certificates: listOf(id).default([]) })).default([]),
    }),
    IDLE.assignment,
  ),
  appointment: section(
    block({
      hours: id,
      minNotice: duration,
      maxAhead: duration,
      maxLength: duration,
      reminder: block({ daysBefore: positive, at: timeOfDay }),
    }),
    IDLE.appointment,
  ),
  visit: block({
    checklist: listOf(id).optional(),
    results: listOf(word(REPORT_RESULTS, 'result of a report')).optional(),
    missed: block({ customer: positive.optional(), technician: positive.optional() }).optional(),
    reinforcedBy: id.optional(),
    incidents: listOf(id).optional(),
    signed: word(['before-leaving'], 'time to sign').optional(),
  }).optional(),
};
