import { stringify } from 'yaml';
import type { Node } from './forms.ts';

/** Longer ones are looked up in the policy itself. */
const LONGEST = 60;

/** The first thing that some policy writes at a path, on one line; `*` stands for a name, `[]` for an element of a list. */
export function exampleAt(policies: readonly unknown[], path: readonly string[]): string | null {
  for (const policy of policies) {
    for (const value of valuesAt(policy, path)) {
      const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();
      if (text !== '' && text.length <= LONGEST) return text;
    }
  }
  return null;
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (step === '[]') return (Array.isArray(value) ? value : [value]).flatMap((one) => valuesAt(one, rest));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (step === '*') return Object.values(value).flatMap((one) => valuesAt(one, rest));
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}

/** What may stand at a place, by its form alone: for a key that no policy writes. */
export function exampleOf(node: Node): string | null {
  const { anyOf = [], type, items, minimum = 0 } = node;
  const [first] = node.examples ?? node.enum ?? [];
  if (first !== undefined) return String(first);
  if (node.const !== undefined) return String(node.const);
  if (type === 'boolean') return 'true';
  if (type === 'integer') return String(Math.max(minimum, 2));
  if (items !== undefined) return exampleOf(items);
  return anyOf.map(exampleOf).find((example) => example !== null) ?? null;
}
