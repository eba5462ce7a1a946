import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { policyJsonSchema } from '../domain/policy/schema-export.ts';
import { formOf, type Node } from './guide/forms.ts';
import { GUIDE, guideAnew, shippedPolicies } from './guide/guide.ts';
import { OWN_EXAMPLES } from './guide/own-examples.ts';
import { tradeOf } from './guide/policy-table.ts';
import { rowsBelow } from './guide/value-rows.ts';

const page = readFileSync(GUIDE, 'utf8');
const policies = shippedPolicies();
const { properties = {} } = policyJsonSchema() as Node;
const rows = rowsBelow(
  { properties },
  [],
  policies.map(({ parsed }) => parsed),
);

describe('docs/policies.md', () => {
  test('is what making it anew gives (npm run docs)', () => {
    expect(guideAnew(page, policies)).toBe(page);
  });

  test('names every key with its meaning, its form and an example', () => {
    expect(rows.length).toBeGreaterThan(150);
    const isBlock = (form: string) => /^(list of )?blocks?\b/.test(form);
    const bare = rows.filter(({ meaning, form, example }) => meaning === '' || (example === null && !isBlock(form)));
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  test('has no example of its own for what is no key', () => {
    const places = rows.map(({ place }) => place);
    expect(Object.keys(OWN_EXAMPLES).filter((place) => !places.includes(place))).toEqual([]);
  });

  test('tells for every section what it is about', () => {
    const table = page.slice(page.indexOf('| what you know | block |'), page.indexOf('3. Ask what is wrong'));
    const sections = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => `\`${name}\``);
    expect(sections.length).toBeGreaterThan(20);
    expect(sections.filter((section) => !table.includes(section))).toEqual([]);
  });

  test('has a row for every policy, and says whose service it is', () => {
    for (const { name, text } of policies) expect(page).toContain(`/${name}/policy.yaml) | ${tradeOf(text)} |`);
    expect(() => tradeOf('policy: nameless\n')).toThrow('its first line must read');
  });
});

test('forms are told in words that people know', () => {
  const at = (...path: string[]) =>
    path.reduce<Node>(
      (node, key) => {
        const inner = node.anyOf?.at(-1) ?? node;
        return key === '*'
          ? (inner.additionalProperties as Node)
          : key === '[]'
            ? inner.items!
            : inner.properties![key]!;
      },
      { properties },
    );
  expect(formOf(at('chase', 'every'))).toBe('duration');
  expect(formOf(at('prices', 'travel'))).toBe('amount');
  expect(formOf(at('clocks', '*', 'limits', '[]', 'within'))).toBe('duration, or `agreed`');
  expect(formOf(at('clocks', '*', 'warn'))).toBe('`customer` `lead` `technician` `crew` `owner` `role:…`');
  expect(formOf(at('people', '*', 'phone'))).toBe('phone');
  expect(formOf(at('callback', 'anotherTechnician'))).toBe('`true` `false`');
});
