import { readFileSync } from 'node:fs';
// Comes with webpack: an independent reader of what we say a policy file is.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { policySchema } from '../../../domain/policy/schema.ts';
import { policyJsonSchema } from '../../../domain/policy/schema-export.ts';
import { edited } from './lantern-care.ts';

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const validate = new Ajv2020({ validateFormats: false }).compile(policyJsonSchema());

/** Where the schema finds something wrong, as paths. */
function wrongIn(text: string): string[] {
  validate(parse(text));
  return [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath))];
}

function lantern(from: string, to: string): string {
  return edited('policy.yaml', from, to).find(({ path }) => path === 'policy.yaml')!.text;
}

test('the schema that ships is the one that is printed (npm run docs)', () => {
  expect(JSON.parse(file('policies/policy.schema.json'))).toEqual(policyJsonSchema());
});

describe('the JSON Schema', () => {
  test.each(['policies/device-maker', 'test/fixtures/policies/lantern-care'])(
    'takes %s, which points to it',
    (folder) => {
      const text = file(`${folder}/policy.yaml`);
      const pointer = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? '';
      expect(new URL(pointer, `file:///${folder}/policy.yaml`).pathname).toBe('/policies/policy.schema.json');
      expect(wrongIn(text)).toEqual([]);
    },
  );

  test.each([
    ['a key is mistyped', 'regionMustMatch', 'regionMustMach', '/assignment'],
    ['a key is left out', '  minNotice: 30m\n', '', '/appointment'],
    ['a word is mistyped', 'until: arrived', 'until: arived', '/clocks/visit/until'],
    ['a duration has words', 'answerWithin: 5d', 'answerWithin: 5 days', '/followUp/answerWithin'],
    ['a time of day is short', 'at: 18:30', 'at: "9:30"', '/appointment/reminder/at'],
    ['hours have no end', 'every-day: 09:00-19:00', 'every-day: 09:00', '/calendars/polite/weekly/every-day'],
    ['a day is mistyped', 'fri-sun:', 'fri-sum:', '/calendars/night-van/weekly'],
    ['a recipient is nobody', 'warn: role:dispatcher', 'warn: dispatcher', '/clocks/dispatch/warn'],
    ['a date is short', 'on: 2026-06-06', 'on: 2026-6-6', '/holidays/sweden/1/on'],
    ['a price carries its currency', 'wick: 35', 'wick: 35 kr', '/prices/parts/wick'],
    ['a list of stages is a number', 'plan: [intake, remote-help, classify]', 'plan: 7', '/kinds/consultation/plan'],
  ])('points at the place when %s', (_, from, to, place) => {
    const text = lantern(from, to);
    expect(policySchema.safeParse(parse(text)).success).toBe(false);
    expect(wrongIn(text)).toContain(place);
  });

  test('takes one element for a list of one, wherever a policy may be written so', () => {
    const text = lantern('regions: [malmo, lund], skills: [glass, gas]', 'regions: lund, skills: gas');
    expect(policySchema.safeParse(parse(text)).success).toBe(true);
    expect(wrongIn(text)).toEqual([]);
  });

  test('explains every key', () => {
    const keys: unknown[] = [];
    const silent: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties = {} } = node as { properties?: Record<string, { description?: string }> };
      for (const [key, { description }] of Object.entries(properties)) {
        keys.push(key);
        if (!description?.endsWith('.')) silent.push(`${path}/${key}`);
      }
      for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`);
    };
    visit(policyJsonSchema(), '');
    expect(keys.length).toBeGreaterThan(120);
    expect(silent).toEqual([]);
  });
});
