import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { printedUnguarded } from '../../../domain/policy/check/template-guards.ts';
import { formatFinding } from '../../../domain/policy/fault.ts';
import { type PolicyFile, readPolicy } from '../../../domain/policy/read.ts';
import { documentOf, edited, findingsOf, LANTERN_CARE, sha256 } from './lantern-care.ts';

const COMMON = new URL('../../../policies/common/', import.meta.url);
const NAME = 'templates/en/case-closed.customer.email.liquid';
const CLOSED = 'Subject: {{ case.id }}\n\nDone: {{ params.outcome | word }}.\n';

const shared = (texts: Readonly<Record<string, string>>): PolicyFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path: `../common/${path}`, text }));
const without = (path: string): PolicyFile[] => LANTERN_CARE.filter((file) => file.path !== path);
const versionOf = (files: readonly PolicyFile[]): string => documentOf(files).version;

describe('what policies have in common', () => {
  const text = LANTERN_CARE.find(({ path }) => path.startsWith('templates/'));
  if (text === undefined) throw new Error('Lantern Care has no text');
  const [, locale = '', file = ''] = text.path.split('/');
  const files = (words: string, body = text.text) =>
    shared({ 'shared.yaml': words, [text.path]: body, [NAME]: CLOSED });

  test('a policy takes the text that it lacks, and nothing that it does not need', () => {
    const { templates } = documentOf([...without(text.path), ...files('{}')]);
    expect(templates[locale]?.[file.replace('.liquid', '')]).toBe(text.text);
    const names = Object.values(templates).flatMap((named) => Object.keys(named));
    expect(names.length).toBe(LANTERN_CARE.filter(({ path }) => path.startsWith('templates/')).length);
  });

  test('its own text stands before the one all share', () => {
    expect(versionOf([...LANTERN_CARE, ...files('{}', 'another')])).toBe(versionOf(LANTERN_CARE));
  });

  test('a shared text is part of the version of who takes it', () => {
    const taking = (body: string) => versionOf([...without(text.path), ...files('{}', body)]);
    expect(taking(text.text)).toBe(versionOf(LANTERN_CARE));
    expect(taking(`${text.text} and more`)).not.toBe(versionOf(LANTERN_CARE));
  });

  test('a word is taken that the policy lacks, and no other', () => {
    const fewer = edited('policy.yaml', ', visit: visit }', ' }');
    expect(findingsOf(fewer).map(({ code }) => code)).toContain('missing-word');
    const lent = [...fewer, ...files('{ words: { en: { visit: call, repair: mending, closed: shut } } }')];
    expect(documentOf(lent).words.en).toMatchObject({ visit: 'call', repair: 'repair' });
    expect(documentOf(lent).words.en).not.toHaveProperty('closed');
  });

  test('a list of holidays is taken where a calendar uses it', () => {
    const using = edited('policy.yaml', '    holidays: sweden', '    holidays: [sweden, feast]');
    expect(findingsOf(using).map(({ code }) => code)).toContain('unknown-holidays');
    const lent = [...using, ...files('{ holidays: { feast: [{ on: 2026-08-08, name: Feast of Lanterns }] } }')];
    expect(Object.values(documentOf(lent).calendars).flatMap(({ holidays }) => holidays)).toContain('2026-08-08');
  });

  test('of a list that the policy took, a missing holiday is told where the list lies', () => {
    const using = edited('policy.yaml', '    holidays: sweden', '    holidays: [sweden, feast]');
    const list = 'holidays:\n  other: []\n  feast: [{ on: 2025-05-01, name: Feast of Lanterns }]\n';
    const missing = findingsOf([...using, ...files(list)]).find(({ code }) => code === 'holidays-missing');
    expect(missing).toMatchObject({ file: '../common/shared.yaml', line: 3, column: 3 });
    expect(formatFinding(missing!, 'policies/lantern-care')).toContain('  policies/common/shared.yaml:3:3  ');
  });

  test('a mistake in a shared file is told where it lies', () => {
    const missing = [...without(text.path), ...files('{}', '{{ case.nothing }} {{ case.id }}')];
    expect(findingsOf(missing).map(({ code, file: place }) => `${code} ${place}`)).toContain(
      `template-unknown-value ../common/${text.path}`,
    );
    const [finding] = findingsOf([...LANTERN_CARE, ...files('word: {}')]);
    expect(finding).toMatchObject({ code: 'unknown-key', file: '../common/shared.yaml', line: 1 });
  });
});

describe('the shared texts', () => {
  const names = (locale: string): string[] => readdirSync(new URL(`templates/${locale}/`, COMMON)).sort();
  const locales = readdirSync(new URL('templates/', COMMON));

  test('are the same in every language, words and all', () => {
    const { words } = parse(readFileSync(new URL('shared.yaml', COMMON), 'utf8')) as {
      words: Record<string, Record<string, string>>;
    };
    for (const locale of locales) {
      expect(names(locale)).toEqual(names('en'));
      expect(Object.keys(words[locale] ?? {})).toEqual(Object.keys(words.en ?? {}));
    }
  });

  test('print nothing that some case does not have', () => {
    const always = /^(case\.(id|kind|round)|recipient\.name|organisation\.\w+|params\.\w+)$/;
    const printed = locales.flatMap((locale) =>
      names(locale).flatMap((name) =>
        printedUnguarded(readFileSync(new URL(`templates/${locale}/${name}`, COMMON), 'utf8'))
          .filter(({ value }) => !always.test(value))
          .map(({ value }) => `${locale}/${name}: ${value}`),
      ),
    );
    expect(printed).toEqual([]);
  });

  test('are no policy', () => {
    const read = readPolicy([], { sha256, nowMs: 0 });
    expect('faults' in read && read.faults[0]?.code).toBe('no-policy-file');
    expect(readdirSync(COMMON)).not.toContain('policy.yaml');
  });
});
