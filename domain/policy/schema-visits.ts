import { z } from 'zod';
import { IDLE } from './idle.ts';
import { when } from './schema-filter.ts';
import { block, duration, id, listOf, positive, timeOfDay } from './schema-values.ts';

/** Who may be sent, and when. */
export const visitKeys = {
  assignment: block({
    role: id,
    regionMustMatch: z.boolean(),
    needs: z.array(block({ when, skills: listOf(id).default([]), certificates: listOf(id).default([]) })).default([]),
  })
    .optional()
    .transform((written) => written ?? IDLE.assignment),
  appointment: block({
    hours: id,
    minNotice: duration,
    maxAhead: duration,
    maxLength: duration,
    reminder: block({ daysBefore: positive, at: timeOfDay }),
  })
    .optional()
    .transform((written) => written ?? IDLE.appointment),
};
