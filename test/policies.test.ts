import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readPolicyFolder } from '../client/policy-files.ts';
import { failureLines } from '../client/scenarios/failure-lines.ts';
import { scenarioFiles } from '../client/scenarios/folder.ts';
import { readScenarios, type Scenario } from '../client/scenarios/read.ts';
import { liveScenarios, unexercisedBy } from '../client/scenarios/run-scenarios.ts';
import { calendarWindows } from '../domain/rehearsal/calendars.ts';
import { exercisedBy, rulesOf } from '../domain/rehearsal/coverage.ts';
import { runScript } from '../domain/rehearsal/run-script.ts';
import { STORIES } from '../local/demo/stories/index.ts';
import { LawfulCase } from './support/lawful-case.ts';
import { loadPolicy } from './support/policies.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHIPPED = readdirSync(join(ROOT, 'policies'))
  .filter((name) => existsSync(join(ROOT, 'policies', name, 'policy.yaml')))
  .sort();
const FOLDERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SHIPPED.map((name) => [name, `policies/${name}`])),
  'lantern-care': 'test/fixtures/policies/lantern-care',
};
/** Rules that no scenario can show: in a scenario every message arrives. */
const UNREACHABLE: Readonly<Record<string, readonly string[]>> = {
  'device-maker': ['message-undeliverable to the desk by email: in a scenario every message arrives'],
};

async function scenariosOf(name: string): Promise<readonly Scenario[]> {
  const read = readScenarios(await scenarioFiles(folderOf(name)), await loadPolicy(name));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.scenarios;
}

function folderOf(name: string): string {
  return join(ROOT, FOLDERS[name] ?? '');
}

const policy = await loadPolicy('device-maker');
const scenarios = await scenariosOf('device-maker');

describe.each(Object.keys(FOLDERS))('%s', async (name) => {
  const document = await loadPolicy(name);
  const lived = liveScenarios(document, await scenariosOf(name));

  test.each(lived.map((one) => [one.scenario.name, one] as const))('%s', (_, { failures, run }) => {
    expect(failures.flatMap((failure) => failureLines(failure, run, document))).toEqual([]);
  });

  test('keeps every law of cases after every step: one that is open has a next step, and so on', () => {
    const windows = calendarWindows(document);
    for (const { scenario, run } of lived) {
      // Its own words say which law a step broke, and after what.
      expect(runScript(document, scenario.script, windows, LawfulCase), scenario.name).toEqual(run);
    }
  });

  test('exercises rules of the policy only', () => {
    const rules = new Set(rulesOf(document.pinned).map(({ id }) => id));
    const found = lived.flatMap(({ run }) => [...exercisedBy(document.pinned, run)]);
    expect(found.filter((id) => !rules.has(id))).toEqual([]);
  });
});

test.each(SHIPPED)('the scenarios of %s exercise every rule that a scenario can show', async (name) => {
  const document = await loadPolicy(name);
  const never = unexercisedBy(document, liveScenarios(document, await scenariosOf(name)));
  expect(never.map(({ about }) => about)).toEqual(UNREACHABLE[name] ?? []);
});

test.each(SHIPPED)('the scenarios of %s read every report that is mailed', async (name) => {
  const { reports } = await loadPolicy(name);
  const read = (await scenariosOf(name)).flatMap(({ script }) => (script.reports ?? []).map((one) => one.name));
  expect(Object.keys(reports?.mailed ?? {}).filter((one) => !read.includes(one))).toEqual([]);
});

describe('the scenarios of the device maker', () => {
  test('cover every section of source S4 that the policy follows', () => {
    const covered = new Set(
      scenarios.flatMap(({ covers }) => covers.flatMap((text) => text.match(/S4\.\d\.\d/g) ?? [])),
    );
    expect([...covered].sort()).toEqual([
      'S4.4.1',
      'S4.4.2',
      'S4.4.3',
      'S4.4.4',
      'S4.4.5',
      'S4.4.6',
      'S4.4.8',
      'S4.5.3',
      'S4.5.4',
      'S4.5.5',
    ]);
  });

  test.each(STORIES)('live the demo’s story “$title” step by step', ({ reference, steps }) => {
    const told = scenarios.find(({ script }) => openedAs(script.steps[0]?.request) === reference);
    const local = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const lived = told?.script.steps
      .slice(1)
      .map(({ atMs, by, command }) => ({ at: local(atMs), by, type: command.type }));
    expect(lived).toEqual(steps.map(({ at, by, type }) => ({ at, by, type })));
  });
});

function openedAs(request: unknown): unknown {
  return (request as { reference?: unknown }).reference;
}

test('scenarios are no part of a policy’s version', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policies-'));
  const copy = join(folder, 'device-maker');
  await cp(folderOf('device-maker'), copy, { recursive: true });
  await cp(join(ROOT, 'policies/common'), join(folder, 'common'), { recursive: true });
  await rm(join(copy, 'scenarios'), { recursive: true });
  const bare = await readPolicyFolder(copy, Date.parse('2026-03-01T00:00:00Z'));
  await rm(folder, { recursive: true });
  expect('document' in bare && bare.document.version).toBe(policy.version);
});
