import type { z } from 'zod';
import type { FaultCode, FaultPath, Finding } from './fault.ts';

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of names',
};

/** What the schema refused, in words for the person who wrote the file. */
export function findingsOf(error: z.ZodError, input: unknown): Finding[] {
  return error.issues.flatMap((issue) => findingsOfIssue(issue, input));
}

function findingsOfIssue(issue: z.core.$ZodIssue, input: unknown): Finding[] {
  const path = issue.path as FaultPath;
  const name = path.at(-1) ?? 'the file';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key, i) => ({
        code: 'unknown-key',
        message: issue.message.split('\n')[i] ?? issue.message,
        path: [...path, key],
      }));
    case 'invalid_key':
      return [finding('unknown-key', issue.issues[0]?.message ?? `${name} is not known here`, path)];
    case 'invalid_type':
      if (valueAt(input, path) === undefined) {
        return [finding('missing', `${name} is missing; write ${expectation(issue.expected)}`, path)];
      }
      return [finding('bad-value', `${name} must be ${expectation(issue.expected)}`, path)];
    case 'invalid_value':
      if (valueAt(input, path) === undefined) {
        return [finding('missing', `${name} is missing; choose from ${issue.values.join(', ')}`, path)];
      }
      return [finding('bad-value', issue.message, path)];
    case 'invalid_union':
      if (valueAt(input, path) === undefined) return [finding('missing', `${name} is missing`, path)];
      return unionFindings(issue, valueAt(input, path), input);
    default:
      return [finding('bad-value', issue.message, path)];
  }
}

/** What was meant as a block is judged as one; of what is short the first form tells what to write. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, value: unknown, input: unknown): Finding[] {
  const forms = issue.errors.filter((issues) => !issues.some(isOfAnotherType));
  const judged = forms.find((issues) => issues.some(({ path }) => path.length > 0) === (typeof value === 'object'));
  if (judged === undefined && forms[0] === undefined) {
    return [
      finding(
        'bad-value',
        `${String(issue.path.at(-1) ?? 'the file')} must be a number or a text`,
        issue.path as FaultPath,
      ),
    ];
  }
  return (judged ?? forms[0] ?? []).flatMap((one) =>
    findingsOfIssue({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue, input),
  );
}

function isOfAnotherType({ code, path }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && path.length === 0;
}

function finding(code: FaultCode, message: string, path: FaultPath): Finding {
  return { code, message, path };
}

function expectation(type: string): string {
  return NAMES[type] ?? type;
}

function valueAt(input: unknown, path: FaultPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    input,
  );
}
