import { z } from 'zod';
import type { CommandType } from '../../domain/case/commands.ts';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import { block, listOf, text } from '../../domain/policy/schema-values.ts';
import { CASE_COMMANDS } from '../cli/case-commands.ts';
import { isMap } from './expression.ts';

/** How an event log becomes case commands, as people write it (docs/reference/rehearse.md). */

/** What an activity may do to a case, by the names of the command line. */
export const VERBS: Readonly<Record<string, CommandType>> = Object.fromEntries(
  CASE_COMMANDS.filter(({ name }) => name !== 'reschedule').map(({ name, type }) => [name, type]),
);

/** One command and its body, in which values may come from the log. */
export interface MappedCommand {
  readonly verb: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `hand-off`, or `classify: { grade: general }`. */
const command = z.unknown().transform((input, context): MappedCommand => {
  const [verb, body, ...more] =
    typeof input === 'string' ? [input, {}] : isMap(input) ? Object.entries(input).flat() : [];
  const wrong = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (typeof verb !== 'string' || more.length > 0 || !(isMap(body) || body === null)) {
    return wrong('write one command a line, such as hand-off, or classify: { grade: general }');
  }
  if (VERBS[verb] === undefined) {
    return wrong(`"${verb}" is nothing that can be done to a case; ${suggest(verb, Object.keys(VERBS))}`);
  }
  return { verb, body: body ?? {} };
});

const activity = block({
  do: listOf(command).default([]),
  upTo: text.optional(),
  nothingNew: z.literal('fine').optional(),
  by: z.unknown().optional(),
});

export const mappingShape = block({
  log: block({
    ticket: text,
    activity: text,
    time: block({
      column: text,
      format: text,
      zone: text.optional(),
      workplace: text.optional(),
    }),
  }),
  by: z.unknown(),
  opening: block({
    activities: z.union([z.literal('any'), z.array(text)]).default('any'),
    request: z.record(z.string(), z.unknown()),
  }),
  steps: z.array(command).default([]),
  activities: z.record(z.string(), activity),
});

export type Mapping = z.output<typeof mappingShape>;
export type MappedActivity = Mapping['activities'][string];
