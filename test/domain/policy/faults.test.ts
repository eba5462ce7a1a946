import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  FAULT_CODES,
  type FindingCode,
  formatFinding,
  severityOf,
  WARNING_CODES,
} from '../../../domain/policy/fault.ts';
import { documentOf, edited, faultsOf, findingsOf, LANTERN_CARE, lineOf, warningsOf } from './lantern-care.ts';

interface Case {
  readonly code: FindingCode;
  readonly why: string;
  readonly from: string;
  readonly to: string;
  /** A text that only the line of the finding holds; for a policy file. */
  readonly at: string;
  /** Part of what the message tells to write. */
  readonly says: string;
  readonly file?: string;
}

const CASES: readonly Case[] = parse(readFileSync(new URL('faults.yaml', import.meta.url), 'utf8'));

test.each(CASES)('$code is found when $why', ({ code, from, to, at, says, file = 'policy.yaml' }) => {
  const files = edited(code === 'template-unused' ? 'policy.yaml' : file, from, to);
  const findings = findingsOf(files);
  const finding = findings.find((one) => one.code === code && one.file === file);
  expect(finding, JSON.stringify(findings)).toBeDefined();
  expect(finding?.severity).toBe(severityOf(code));
  expect(finding?.line).toBe(at === '' ? 1 : lineOf(files, file, at));
  expect(finding?.message).toContain(says);
});

describe('a policy is refused', () => {
  test('no-policy-file when the folder has none', () => {
    expect(faultsOf([]).map((fault) => formatFinding(fault))).toEqual([
      'fault    policy.yaml  no-policy-file  the folder has no policy.yaml; docs/reference/policy.md says what belongs into one',
    ]);
  });

  test('unknown-file when a template lies elsewhere', () => {
    const faults = faultsOf([...LANTERN_CARE, { path: 'templates/hello.txt', text: '' }]);
    expect(faults).toMatchObject([{ code: 'unknown-file', file: 'templates/hello.txt', line: 1 }]);
  });

  test('for every code there is a test', () => {
    const tested = new Set<string>([...CASES.map(({ code }) => code), 'no-policy-file', 'unknown-file']);
    expect([...FAULT_CODES, ...WARNING_CODES].filter((code) => !tested.has(code))).toEqual([]);
  });
});

test('a policy that is only doubtful may run', () => {
  const files = edited('policy.yaml', 'when: { tiers: standard }', 'when: { kinds: consultation }');
  expect(warningsOf(files).map(({ code }) => code)).toEqual(['notice-never-due']);
  expect(documentOf(files).id).toBe('lantern-care');
});

test.each(['kinds: repair', 'grades: complex', 'urgencies: emergency', 'tiers: key', 'products: storm-lantern'])(
  'a limit for %s leaves the cases after it to the next',
  (filter) => {
    const before = `      - { when: { ${filter} }, within: 8h }\n`;
    expect(faultsOf(edited('policy.yaml', '      - { within: 16h }\n', `${before}      - { within: 16h }\n`))).toEqual(
      [],
    );
  },
);

test('all faults are told at once, in the order of the file', () => {
  const twice = edited('policy.yaml', 'within: 16h', 'within: soon').map(({ path, text }) => ({
    path,
    text: text.replace('zone: Europe/Stockholm', 'zoone: Europe/Stockholm'),
  }));
  const faults = faultsOf(twice);
  expect(faults.map(({ code }) => code)).toEqual(['missing', 'unknown-key', 'bad-value']);
  expect(faults.map(({ line }) => line)).toEqual([3, 4, lineOf(twice, 'policy.yaml', 'within: soon')]);
});

test('a fault is written as what it is, a place, a code and a sentence', () => {
  const [fault] = faultsOf(edited('policy.yaml', 'defaultKind: consultation', 'defaultKind: return'));
  expect(formatFinding(fault!)).toMatch(
    /^fault {4}policy\.yaml:\d+:14 {2}unknown-kind {2}no kind with a plan is called return; /,
  );
  expect(formatFinding(fault!, './acme/')).toMatch(/^fault {4}\.\/acme\/policy\.yaml:\d+:14 {2}/);
});
