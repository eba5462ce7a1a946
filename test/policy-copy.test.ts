import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import { readPolicyFolder } from '../client/policy-files.ts';
import { failureLines } from '../client/scenarios/failure-lines.ts';
import { scenarioFiles } from '../client/scenarios/folder.ts';
import { readScenarios, type Scenario } from '../client/scenarios/read.ts';
import { liveScenarios } from '../client/scenarios/run-scenarios.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { readDuration, writeDuration } from '../domain/policy/units.ts';
import { roundsOf } from '../domain/rehearsal/verdicts.ts';
import { MINUTE_MS } from '../domain/shared/time.ts';

/** A company with a service like one of ours copies the nearest policy and changes values: its folder, and nothing else. */

const POLICIES = fileURLToPath(new URL('../policies', import.meta.url));
const NAMES = readdirSync(POLICIES).filter((name) => existsSync(join(POLICIES, name, 'policy.yaml')));
const NOW_MS = Date.parse('2026-03-01T00:00:00Z');

let elsewhere: string;
beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'their-policies-'));
  await cp(join(POLICIES, 'common'), join(elsewhere, 'common'), { recursive: true });
});
afterAll(() => rm(elsewhere, { recursive: true }));

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

async function edit(folder: string, change: (yaml: Document) => void): Promise<void> {
  await rewrite(join(folder, 'policy.yaml'), (text) => {
    const yaml = parseDocument(text);
    change(yaml);
    return yaml.toString();
  });
}

function keysOf(yaml: Document, path: readonly string[]): string[] {
  const block = yaml.getIn(path);
  return isMap(block) ? block.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
}

/** Another name, another company, other people under other ids, other words in every text. */
async function madeTheirs(folder: string): Promise<void> {
  let people: string[] = [];
  await edit(folder, (yaml) => {
    people = keysOf(yaml, ['people']);
    yaml.setIn(['policy'], basename(folder));
    for (const locale of keysOf(yaml, ['organisation'])) {
      yaml.setIn(['organisation', locale, 'name'], 'Fjord & Sons');
      yaml.setIn(['organisation', locale, 'hotline'], '+47 22 00 00 00');
    }
    for (const [index, id] of people.entries()) {
      yaml.setIn(['people', id, 'name'], `Kari ${id}`);
      if (yaml.hasIn(['people', id, 'phone'])) {
        yaml.setIn(['people', id, 'phone'], `+47220000${String(index).padStart(2, '0')}`);
      }
    }
  });
  const renamed = (text: string) =>
    people.reduce((all, id) => all.replace(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), `kari-${id}`), text);
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((path) => path.endsWith('.yaml'))) await rewrite(join(folder, file), renamed);
  for (const file of files.filter((path) => path.endsWith('.liquid'))) {
    await rewrite(join(folder, file), (text) => `${text.trimEnd()}\nFjord & Sons\n`);
  }
}

/** Adds a minute to the limits of the first clock that leaves its neighbours their time; tells which. */
async function withLongerLimit(folder: string): Promise<string> {
  const path = join(folder, 'policy.yaml');
  const before = await readFile(path, 'utf8');
  const clocks: Record<string, { limits: { within: string }[] }> = parseDocument(before).toJS().clocks;
  for (const [clock, { limits }] of Object.entries(clocks)) {
    const longer = limits.map(({ within }) => readDuration(within));
    if (longer.some((one) => 'wrong' in one)) continue;
    await edit(folder, (yaml) => {
      for (const [index, one] of longer.entries()) {
        if ('value' in one)
          yaml.setIn(['clocks', clock, 'limits', index, 'within'], writeDuration(one.value + MINUTE_MS));
      }
    });
    if ('document' in (await readPolicyFolder(folder, NOW_MS))) return clock;
    await writeFile(path, before);
  }
  throw new Error('no clock may be a minute longer');
}

async function read(folder: string): Promise<{ policy: PolicyDocument; scenarios: readonly Scenario[] }> {
  const found = await readPolicyFolder(folder, NOW_MS);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults, null, 2));
  const scenarios = readScenarios(await scenarioFiles(folder), found.document);
  if ('faults' in scenarios) throw new Error(JSON.stringify(scenarios.faults, null, 2));
  return { policy: found.document, ...scenarios };
}

describe.each(NAMES)('a copy of %s elsewhere', (name) => {
  const folder = () => join(elsewhere, `their-${name}`);
  beforeAll(async () => {
    await cp(join(POLICIES, name), folder(), { recursive: true });
    await madeTheirs(folder());
  });

  test('keeps its promises under another name, with other people and texts', async () => {
    const { policy, scenarios } = await read(folder());
    const lived = liveScenarios(policy, scenarios);
    expect(lived.flatMap(({ run, failures }) => failures.flatMap((one) => failureLines(one, run, policy)))).toEqual([]);
    expect(policy.id).toBe(`their-${name}`);
    expect(policy.pinned.people.every(({ id }) => id.startsWith('kari-'))).toBe(true);
    expect(Object.values(policy.organisation).map((one) => one.name)).toContain('Fjord & Sons');
  });

  test('promises what its values say, once a limit is changed', async () => {
    const limits = async () => {
      const { policy, scenarios } = await read(folder());
      const runs = liveScenarios(policy, scenarios).map(({ run }) => run);
      return (clock: string) => new Set(runs.flatMap((run) => roundsOf(run, clock).map(({ limitMs }) => limitMs)));
    };
    const was = await limits();
    const clock = await withLongerLimit(folder());
    const now = await limits();
    expect(was(clock).size).toBeGreaterThan(0);
    expect(now(clock)).toEqual(new Set([...was(clock)].map((limitMs) => limitMs + MINUTE_MS)));
  });
});
