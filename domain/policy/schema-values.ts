import { z } from 'zod';
import { dayNumber } from '../shared/civil-date.ts';
import { suggest } from './did-you-mean.ts';
import type { ItemOccasion } from './item-words.ts';
import type { Recipient, Role } from './pinned.ts';
import type { ItemOwner } from './pinned-items.ts';
import {
  AMOUNT,
  DURATION,
  HOURS,
  type Reading,
  readAmount,
  readDuration,
  readTimeOfDay,
  readWindow,
  TIME,
} from './units.ts';

/** The small values a policy is written in. Every message says what to write instead. */

/** A block with known keys only; an unknown one is answered with the nearest that exists. */
export function block<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: unknownKeys(Object.keys(shape)) });
}

/** Some of a closed set of names, each with a value. */
export function someOf<const Names extends readonly [string, ...string[]], Value extends z.ZodType>(
  names: Names,
  value: Value,
) {
  return z.partialRecord(z.enum(names), value, { error: unknownKeys(names) });
}

/** One sentence a key, a line each, in the order of the keys; `findingsOf` takes them apart again. */
function unknownKeys(known: readonly string[]): z.core.$ZodErrorMap {
  return (issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key} is not known here; ${suggest(key, known)}`).join('\n')
      : undefined;
}

/** One of a closed set of words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words, what: string) {
  return z.enum(words, {
    error: (issue) =>
      typeof issue.input === 'string' ? `"${issue.input}" is no ${what}; ${suggest(issue.input, words)}` : undefined,
  });
}

/** A list, or its only element without the brackets. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (input) => (input === undefined || input === null || Array.isArray(input) ? input : [input]),
    z.array(item),
  );
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** A name people choose: letters, digits, `-`, `_`, `.`; no spaces, for it appears in keys and file names. */
export const id = z.string().regex(ID, 'write letters, digits, - and _ without spaces, like office-hours');

const ITEM_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const ITEM_OCCASION = /^[A-Za-z][A-Za-z0-9_-]*\.[a-z-]+$/;
/** A name without a dot, for a dot stands between it and its steps. */
export const itemName = z.string().regex(ITEM_NAME, 'write letters, digits, - and _, beginning with a letter');

export const text = z.string().trim().min(1, 'write some text');

/** What an editor may know of a text that is read: its form, and how it looks. */
interface Form {
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

function formed({ pattern, examples }: Form) {
  return z.string().meta({ pattern: pattern.source, examples: [...examples] });
}

function read<T>(reader: (input: string) => Reading<T>, form: Form) {
  return formed(form).transform((input, context): T => {
    const reading = reader(input);
    if ('value' in reading) return reading.value;
    context.addIssue({ code: 'custom', message: reading.wrong });
    return z.NEVER;
  });
}

export const duration = read(readDuration, { pattern: DURATION, examples: ['30m', '2h', '1d', '1h30m'] });
/** How long, or until the time agreed for the item that a clock begins with. */
export const within = read<number | 'agreed'>(
  (input) => (input === 'agreed' ? { value: input } : readDuration(input)),
  { pattern: new RegExp(`${DURATION.source}|^agreed$`), examples: ['30m', '2h', '1d', 'agreed'] },
);
export const timeOfDay = read(readTimeOfDay, { pattern: TIME, examples: ['09:00', '18:30'] });
export const hours = read(readWindow, { pattern: HOURS, examples: ['09:00-12:00', '22:00-06:00'] });

/** One of a closed set of words, or a step of an item; the check knows which items there are. */
export function occasion<const Words extends readonly [string, ...string[]]>(words: Words, what: string) {
  return read<Words[number] | ItemOccasion>(
    (input) => {
      const known = words.find((one) => one === input);
      if (known !== undefined) return { value: known };
      return ITEM_OCCASION.test(input)
        ? { value: input as ItemOccasion }
        : { wrong: `"${input}" is no ${what}; ${suggest(input, words)}` };
    },
    { pattern: new RegExp(`^(${words.join('|')})$|${ITEM_OCCASION.source}`), examples: [words[0]] },
  );
}

/** A step of an item; the check knows which items there are. */
export const itemStep = read<ItemOccasion>(
  (input) =>
    ITEM_OCCASION.test(input)
      ? { value: input as ItemOccasion }
      : { wrong: `"${input}" is no step of an item; write its name and the step, like allocation.granted` },
  { pattern: ITEM_OCCASION, examples: ['allocation.granted'] },
);

export const amount = z
  .union([z.number(), formed({ pattern: AMOUNT, examples: ['18.50'] })])
  .transform((input, context): string => {
    const reading = readAmount(input);
    if ('value' in reading) return reading.value;
    context.addIssue({ code: 'custom', message: reading.wrong });
    return z.NEVER;
  });

export const date = read(
  (input) =>
    dayNumber(input) === null
      ? { wrong: `"${input}" is no day of the calendar; write year-month-day like 2026-05-01` }
      : { value: input },
  { pattern: /^\d{4}-\d{2}-\d{2}$/, examples: ['2026-05-01'] },
);

/** Whom a notice or an alarm may go to, besides a role. */
const RECIPIENTS = ['customer', 'lead', 'technician', 'crew', 'owner'] as const;
/** Whom an item may be left to, besides a role. */
const OWNERS = ['opener', 'lead', 'technician'] as const;

export const recipient = read<Recipient>((input) => readPerson(input, RECIPIENTS), {
  pattern: /^(customer|lead|technician|crew|owner|role:.+)$/,
  examples: [...RECIPIENTS, 'role:department-head'],
});

export const itemOwner = read<ItemOwner>((input) => readPerson(input, OWNERS), {
  pattern: /^(opener|lead|technician|role:.+)$/,
  examples: [...OWNERS, 'role:department-head'],
});

function readPerson<Kind extends string>(
  input: string,
  known: readonly Kind[],
): Reading<{ readonly kind: Kind } | { readonly kind: 'role'; readonly role: Role }> {
  const kind = known.find((one) => one === input);
  if (kind !== undefined) return { value: { kind } };
  if (/^role:./.test(input)) return { value: { kind: 'role', role: input.slice('role:'.length) } };
  return {
    wrong: `"${input}" is nobody; ${suggest(input, known)} Anyone else is named by role, like role:department-head`,
  };
}

/** Content for every language: `zh-CN: …`. */
export function perLocale<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value);
}

export const count = z.number().int('write a whole number').min(0, 'write 0 or more');
export const positive = z.number().int('write a whole number').min(1, 'write 1 or more');

/** For each language, what texts call a thing. */
export const wordLists = perLocale(z.record(z.string(), text)).default({});

/** A section that may be left out where nothing asks for it; `idle` stands in for it. */
export function section<Section extends z.ZodType>(written: Section, idle: z.output<Section>) {
  return written.optional().transform((value): z.output<Section> => value ?? idle);
}
