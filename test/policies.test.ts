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
import { exercisedBy, rulesOf } from '../domain/rehearsal/coverage.ts';
import { STORIES } from '../local/demo/stories/index.ts';
import { loadPolicy } from './support/policies.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = {
  'device-maker': 'policies/device-maker',
  'lantern-care': 'test/fixtures/policies/lantern-care',
  'parts-warranty-terms': 'policies/parts-warranty-terms',
};

async function scenariosOf(name: keyof typeof FOLDERS): Promise<readonly Scenario[]> {
  const read = readScenarios(await scenarioFiles(join(ROOT, FOLDERS[name])), await loadPolicy(name));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.scenarios;
}

const policy = await loadPolicy('device-maker');
const scenarios = await scenariosOf('device-maker');

describe.each(['device-maker', 'lantern-care', 'parts-warranty-terms'] as const)('%s', async (name) => {
  const document = await loadPolicy(name);
  const lived = liveScenarios(document, await scenariosOf(name));

  test.each(lived.map((one) => [one.scenario.name, one] as const))('%s', (_, { failures, run }) => {
    expect(failures.flatMap((failure) => failureLines(failure, run, document))).toEqual([]);
  });

  test('exercises rules of the policy only', () => {
    const rules = new Set(rulesOf(document.pinned).map(({ id }) => id));
    const found = lived.flatMap(({ run }) => [...exercisedBy(document.pinned, run)]);
    expect(found.filter((id) => !rules.has(id))).toEqual([]);
  });
});

describe('the scenarios of the device maker', () => {
  test('exercise every rule but the one that needs a message which does not arrive', () => {
    const never = unexercisedBy(policy, liveScenarios(policy, scenarios));
    expect(never.map(({ about }) => about)).toEqual(['message-undeliverable to the desk by email']);
  });

  test('cover every section of source S4 that the policy follows', () => {
    const covered = new Set(
      scenarios.flatMap(({ covers }) => covers.flatMap((text) => text.match(/S4\.\d\.\d/g) ?? [])),
    );
    expect([...covered].sort()).toEqual(['S4.4.1', 'S4.4.2', 'S4.4.3', 'S4.4.4', 'S4.4.5', 'S4.4.6', 'S4.5.3']);
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
  await cp(join(ROOT, FOLDERS['device-maker']), copy, { recursive: true });
  await cp(join(ROOT, 'policies/common'), join(folder, 'common'), { recursive: true });
  await rm(join(copy, 'scenarios'), { recursive: true });
  const bare = await readPolicyFolder(copy, Date.parse('2026-03-01T00:00:00Z'));
  await rm(folder, { recursive: true });
  expect('document' in bare && bare.document.version).toBe(policy.version);
});
