import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderTested } from '../../client/cli/show-scenarios.ts';
import { createStyle } from '../../client/cli/style.ts';
import { STEPS } from '../../client/scenarios/ending.ts';
import { EVENT_WORDS, EVENTS } from '../../client/scenarios/event-words.ts';
import { readScenarios, type Scenario } from '../../client/scenarios/read.ts';
import { liveScenarios } from '../../client/scenarios/run-scenarios.ts';
import { STATUSES } from '../../client/scenarios/sentences.ts';
import { backgroundShape, formerCase, STEP_KEYS, scenarioShape } from '../../client/scenarios/shape.ts';
import { VERBS } from '../../client/scenarios/steps.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { REPORT_SECTIONS } from '../../domain/report/plan.ts';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { loadPolicy } from '../support/policies.ts';

const page = readFileSync(new URL('../../docs/reference/scenarios.md', import.meta.url), 'utf8');
const policy = await loadPolicy('device-maker');

const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
const sectionOf = (heading: string) => page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
const ticked = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
/** The first cells of a section's tables. */
const keysUnder = (heading: string) =>
  sectionOf(heading)
    .split('\n')
    .flatMap((line) => /^\| `(\w+)` \|/.exec(line)?.[1] ?? []);

function example(): readonly Scenario[] {
  const file = 'policies/device-maker/scenarios/hand-off.yaml';
  const read = readScenarios([{ file, text: block('yaml') }], policy);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.scenarios;
}

describe('docs/reference/scenarios.md', () => {
  test('shows a scenario that the device maker keeps', () => {
    expect(liveScenarios(policy, example()).map(({ failures }) => failures)).toEqual([[]]);
  });

  test('shows what a broken promise looks like', () => {
    const [lead, , manager] = policy.pinned.ladders.standard!;
    const late = { afterMs: 90 * MINUTE_MS, notify: { kind: 'role', role: 'department-head' } } as const;
    const ladders = { standard: [lead!, late, manager!] };
    const broken: PolicyDocument = { ...policy, pinned: { ...policy.pinned, ladders } };
    const tested = { folder: '', policy: broken, lived: liveScenarios(broken, example()), isWhole: false };
    const shown = /^FAIL[\s\S]*?(?=\n\n)/m.exec(renderTested(tested, createStyle(false)))?.[0];
    expect(`${shown}\n`).toBe(block('text'));
  });

  test('lists exactly the keys of a scenario, of what is given, and of what must come', () => {
    const { scenario, covers, given, when, until, then } = scenarioShape.shape;
    expect(keysUnder('Keys of a scenario')).toEqual([
      ...Object.keys({ scenario, covers, given, when, until, then }),
      ...Object.keys(given.unwrap().shape),
    ]);
    expect(Object.keys(scenarioShape.shape)).toHaveLength(6);
    expect(ticked(sectionOf('Keys of a scenario'))).toEqual(expect.arrayContaining(Object.keys(backgroundShape.shape)));
    const keys = keysUnder('What must come of it');
    expect(keys.sort()).toEqual(Object.keys(then.shape).sort());
  });

  test('lists exactly the keys of a former case, and every section of a report', () => {
    const [cases = '', sections = ''] = sectionOf('What a report tells').split('| section | figures |');
    const keys = (rows: string) => rows.split('\n').flatMap((line) => ticked(/^\|[^|]*\|/.exec(line)?.[0] ?? ''));
    expect(keys(cases).sort()).toEqual(Object.keys(formerCase.shape).sort());
    expect(keys(sections)).toEqual([...REPORT_SECTIONS]);
  });

  test('lists exactly the keys and verbs of a step', () => {
    expect(keysUnder('Steps').sort()).toEqual([...STEP_KEYS].sort());
    const row = /^\| `does` .*$/m.exec(page)?.[0] ?? '';
    expect(ticked(row).slice(1)).toEqual(Object.keys(VERBS));
  });

  test('lists every event, and no other', () => {
    const table = page.slice(page.indexOf('| events | |'), page.indexOf('**A clock**'));
    expect(ticked(table).sort()).toEqual([...EVENTS.keys()].sort());
    const numbers = new Set(Object.values(EVENT_WORDS).flatMap(({ numbers: one }) => one));
    const shown = ticked(sectionOf('What must come of it')).map((span) => span.split(' ')[0]!);
    expect([...numbers].filter((name) => !shown.includes(name))).toEqual([]);
  });

  test('lists every verdict of a clock', () => {
    const paragraph = page.slice(page.indexOf('**A clock**'), page.indexOf('**The next step**'));
    expect(ticked(paragraph)).toEqual(expect.arrayContaining([...STATUSES, 'not started']));
  });

  test('lists every step that a case may wait for', () => {
    const rules = ['case/next-step', 'care/step'].map((path) => new URL(`../../domain/${path}.ts`, import.meta.url));
    const steps = [
      ...rules
        .map((rule) => readFileSync(rule, 'utf8'))
        .join('')
        .matchAll(/what: '([\w-]+)'/g),
    ].map((match) => match[1]!);
    expect([...STEPS].sort()).toEqual([...new Set(steps)].sort());
    const paragraph = sectionOf('What must come of it').split('Steps: ')[1] ?? '';
    expect(ticked(paragraph).slice(0, STEPS.length)).toEqual(STEPS);
  });
});
