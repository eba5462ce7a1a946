import { z } from 'zod';
import { RECURRENCE_PERIODS, REPORT_SECTIONS } from '../report/plan.ts';
import { block, duration, id, listOf, positive, recipient, someOf, timeOfDay, word } from './schema-values.ts';

const WHEN = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'month'] as const;
const percent = z.number().min(0, 'write a percentage from 0 to 100').max(100, 'write a percentage from 0 to 100');

const mailed = block({
  every: word(WHEN, 'day of a report'),
  at: timeOfDay,
  to: listOf(recipient),
  of: listOf(word(REPORT_SECTIONS, 'section of a report')),
});

const reports = block({
  mailed: z.record(id, mailed),
  targets: block({
    satisfaction: z.number().optional(),
    response: block({ clock: id, percent }).optional(),
    resolved: percent.optional(),
    handled: percent.optional(),
  }).default({}),
  recurring: someOf(RECURRENCE_PERIODS, positive).default({}),
  certificates: duration.optional(),
});

/** What is mailed to the heads, and what it is held against. */
export const reportKeys = { reports: reports.optional() };
export type SourceReports = z.output<typeof reports>;
