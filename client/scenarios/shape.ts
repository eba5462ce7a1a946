import { z } from 'zod';
import { OPINIONS } from '../../domain/case/commands.ts';
import { block, count, date, listOf, positive, text, word } from '../../domain/policy/schema-values.ts';
import { CASE_KINDS, FAULT_CAUSES, INTAKE_CHANNELS } from '../../domain/policy/vocabulary.ts';
import { OUTCOMES } from './event-words.ts';

/** The shape of a document of a file of scenarios; what the texts in it say is read afterwards (docs/reference/scenarios.md). */

const sentences = listOf(text).default([]);

const taken = block({ technician: text, from: text, until: text });

const repair = block({
  fault: text.optional(),
  part: text.optional(),
  on: date,
  restarts: z.literal(true, 'write true').optional(),
});

/** What was done, by whom and how it was liked stands when it was closed. */
export const formerCase = block({
  opened: text,
  closed: text.optional(),
  kind: word(CASE_KINDS, 'kind of case').optional(),
  channel: word(INTAKE_CHANNELS, 'channel').default('hotline'),
  product: text.optional(),
  fault: text.optional(),
  technician: text.optional(),
  cause: word(FAULT_CAUSES, 'cause').optional(),
  used: listOf(text).default([]),
  result: word(['solved', 'second-visit'], 'result').default('solved'),
  opinion: word(OPINIONS, 'opinion').optional(),
  score: z.number('write a number').optional(),
  outcome: word(OUTCOMES, 'outcome').default('completed'),
  met: listOf(text).default([]),
  missed: listOf(text).default([]),
  times: positive.default(1),
});

const given = block({
  openCases: z.record(z.string(), count).default({}),
  taken: z.array(taken).default([]),
  unit: block({ repairs: z.array(repair).min(1, 'write at least one repair') }).optional(),
  cases: z.array(formerCase).default([]),
}).prefault({});

/** The rest of a step is the body of its request, which the request's own schema judges. */
const step = z.looseObject({
  at: text,
  by: text,
  does: text,
  effectiveAt: text.optional(),
  refused: text.optional(),
});

const then = block({
  sent: sentences,
  never: block({ sent: sentences, happened: sentences }).prefault({}),
  happened: sentences,
  clocks: z.record(z.string(), listOf(text)).default({}),
  items: z.record(z.string(), listOf(text)).default({}),
  report: z.record(z.string(), z.record(z.string(), z.union([text, z.number()]))).default({}),
  stage: text.optional(),
  outcome: text.optional(),
  next: text.optional(),
});

export const backgroundShape = block({
  background: text,
  given,
  when: z.array(step).min(1, 'write at least one step'),
});

export const scenarioShape = block({
  scenario: text,
  covers: sentences,
  given,
  when: z.array(step).default([]),
  until: text.optional(),
  then,
});

export type SourceCase = z.output<typeof formerCase>;
export type SourceGiven = z.output<typeof given>;
export type SourceStep = z.output<typeof step>;
export type SourceThen = z.output<typeof then>;
export type SourceScenario = z.output<typeof scenarioShape>;
export type SourceBackground = z.output<typeof backgroundShape>;

/** What a step says besides the body of its request. */
export const STEP_KEYS = Object.keys(step.shape);
