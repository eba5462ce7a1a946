import type { z } from 'zod';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { FACT_NAMES } from '../../domain/policy/vocabulary.ts';
import type { RefusalParams } from './fields.ts';
import { didYouMean, meant } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** Each fault zod found, as refusals a person can act on; `raw` is the whole body, for suggestions only. */
export function refusalsOf(issues: readonly Issue[], raw: unknown, keysAt: (path: Path) => string[]): Refusal[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, keysAt));
    return [refusalOf(issue, raw)];
  });
}

export type Path = readonly PropertyKey[];

export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function refusalOf(issue: Issue, raw: unknown): Refusal {
  const place = pointer(issue.path);
  if (issue.code === 'custom') {
    const own = issue.params as RefusalParams | undefined;
    if (own) return refusal(own.refusal, place, own.params);
  }
  return refusal('invalid-request', place, { detail: detailOf(issue, valueAt(raw, issue.path)) });
}

/** What to write instead. The value itself is never quoted: it may be personal. */
function detailOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `This is missing: write ${aKind(issue.expected)}.`
        : `Write ${aKind(issue.expected)}.`;
    case 'invalid_value': {
      const known = issue.values.map(String);
      const hint = typeof value === 'string' ? didYouMean(value, known) : '';
      return `${value === undefined ? 'This is missing: write' : 'Write'} one of ${known.join(', ')}.${hint}`;
    }
    case 'too_big':
      return `Send ${issue.maximum} at most.`;
    case 'too_small':
      return `Send ${issue.minimum} at least.`;
    case 'invalid_union':
      return value === undefined ? 'This is missing: write a time with its offset.' : 'Write a text or a number.';
    default:
      return 'Write this in another form.';
  }
}

function aKind(expected: string): string {
  const kinds: Readonly<Record<string, string>> = {
    string: 'a text in quotes',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list in [ ]',
    object: 'an object in { }',
  };
  return kinds[expected] ?? `a value of the type ${expected}`;
}

function unknownKey(path: Path, key: string, keysAt: (path: Path) => string[]): Refusal {
  const place = pointer([...path, key.slice(0, 60)]);
  const shown = key.slice(0, 40);
  if (path.at(-1) === 'facts') {
    const some = keysAt(path);
    const known = some.length === 0 ? FACT_NAMES : some;
    const word = meant(key, known);
    const value = word === null ? shown : `${shown} (did you mean ${word}?)`;
    return refusal('unknown-fact', place, { value, known: known.join(', ') });
  }
  const known = keysAt(path);
  const hint = didYouMean(key, known);
  const list = known.length === 0 ? 'Send {}.' : `Known here: ${known.join(', ')}.`;
  return refusal('invalid-request', place, { detail: `There is no field called ${shown}.${hint} ${list}` });
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    raw,
  );
}
