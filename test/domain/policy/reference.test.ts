import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAULT_CODES, WARNING_CODES } from '../../../domain/policy/fault.ts';
import { policySchema } from '../../../domain/policy/schema.ts';
import { CASE_VALUES, LINK_VALUES, PARAMS, STAFF_LINK_VALUES } from '../../../domain/policy/template-values.ts';
import * as vocabulary from '../../../domain/policy/vocabulary.ts';

const read = (path: string) => readFileSync(new URL(`../../../docs/${path}`, import.meta.url), 'utf8');
/** What values mean together, and every one of them by itself. */
const page = read('reference/policy.md') + read('policies.md');
const names = new Set([...page.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1]!.split(/[^\w.-]+/)));

function missing(expected: readonly string[]): string[] {
  return expected.filter((name) => !names.has(name));
}

/** Every key of the file at any depth, without the names people choose. */
function keysOf(schema: unknown): string[] {
  const { def } = schema as { def: Record<string, unknown> & { shape?: Record<string, unknown> } };
  const inner = [def.innerType, def.element, def.valueType, def.in, def.out].filter((one) => one !== undefined);
  const own = Object.entries(def.shape ?? {}).flatMap(([key, value]) => [key, ...keysOf(value)]);
  return [...own, ...inner.flatMap(keysOf)];
}

test('the reference names every key of the policy file', () => {
  const keys = [...new Set(keysOf(policySchema))];
  expect(keys.length).toBeGreaterThan(90);
  const said = [...names].flatMap((name) => name.split('.'));
  expect(keys.filter((key) => !said.includes(key))).toEqual([]);
});

test('the reference names every word a policy may choose', () => {
  // Causes of a fault are the report's business, and no damage is no exclusion.
  const { FAULT_CAUSES: _, ...sets } = vocabulary;
  const words = Object.values(sets).flatMap((set) => (Array.isArray(set) ? set : Object.keys(set)));
  expect(missing(words.filter((word) => word !== 'none'))).toEqual([]);
});

test('the reference explains every fault and every warning', () => {
  expect(missing([...FAULT_CODES, ...WARNING_CODES])).toEqual([]);
});

test('the reference names every value a text may use', () => {
  expect(
    missing([
      ...CASE_VALUES,
      ...Object.values({ ...LINK_VALUES, ...STAFF_LINK_VALUES }),
      ...Object.values(PARAMS).flat(),
    ]),
  ).toEqual([]);
});
