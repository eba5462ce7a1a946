import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CliDeps } from '../../client/cli/deps.ts';
import { runScript } from '../../domain/rehearsal/run-script.ts';
import type { ScriptRun } from '../../domain/rehearsal/script.ts';
import { cli, cliDeps } from './cli-harness.ts';

const LANTERN = fileURLToPath(new URL('../fixtures/policies/lantern-care', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
  await cp(LANTERN, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes a file of the folder anew for as long as `look` takes. */
async function changed(file: string, from: string, to: string, look: () => Promise<void>): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
  await look().finally(() => writeFile(path, text));
}

/** An engine that does what the core does, then changes it. */
function engine(change: (run: ScriptRun) => ScriptRun): Partial<CliDeps> {
  const scripts: CliDeps['run']['scripts'] = async function* (plays) {
    for (const [index, { policy, script }] of plays.entries()) yield { index, run: change(runScript(policy, script)) };
  };
  return { run: { ...cliDeps().run, scripts } };
}

describe('policy test', () => {
  test('prints a line a scenario, what was simulated, and the rules that none exercised', async () => {
    const { code, out, err } = await cli(['policy', 'test', LANTERN]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^lantern-care@\w{12} .*\n {2}repair\.yaml\n {4}ok {4}A repair is passed on within half an hour/,
    );
    expect(out).toContain('\n3 scenarios: 3 passed, 0 failed; 13 simulated days\n');
    expect(out).toMatch(/\n28 of 66 rules were never exercised:\n {2}products\/storm-lantern\/warrantyMonths /);
  });

  test('takes a folder of policies, too, and so does policy check', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'policies-'));
    await cp(LANTERN, join(parent, 'a-lantern'), { recursive: true });
    await cp(LANTERN, join(parent, 'b-lantern'), { recursive: true });
    try {
      const { code, out } = await cli(['policy', 'test', parent]);
      expect(code).toBe(0);
      expect(out.match(/3 scenarios: 3 passed, 0 failed/g)).toHaveLength(2);
      await writeFile(join(parent, 'a-lantern/policy.yaml'), 'policy: 7\n');
      const checked = await cli(['policy', 'check', parent]);
      expect(checked.code).toBe(1);
      expect(checked.out).toMatch(/\nok {2}lantern-care@\w{12}/);
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  test('shows what a changed limit breaks, at the line that says so', async () => {
    await changed(
      'policy.yaml',
      'when: { kinds: repair }, within: 30m',
      'when: { kinds: repair }, within: 15m',
      async () => {
        const { code, out } = await cli(['policy', 'test', folder]);
        expect(code).toBe(1);
        expect(out).toContain('    FAIL  A repair is passed on within half an hour');
        const text = await readFile(join(folder, 'scenarios/repair.yaml'), 'utf8');
        const line = text.split('\n').findIndex((one) => one.includes('dispatch: met')) + 1;
        expect(out).toContain(
          [
            `  ${join(folder, 'scenarios/repair.yaml')}:${line}`,
            '    - dispatch: met, due Sun 10:30, used 20m of 30m',
            '    + dispatch: missed, due Sun 2026-03-29 10:15, used 20m of 15m',
          ].join('\n'),
        );
      },
    );
  });

  test('runs nothing while a file has a fault', async () => {
    await changed('scenarios/warranty.yaml', 'does: classify', 'does: clasify', async () => {
      const { code, out } = await cli(['policy', 'test', folder]);
      expect(code).toBe(1);
      const forMachines = await cli(['policy', 'test', folder, '-o', 'json']);
      expect(JSON.parse(forMachines.out)).toMatchObject([{ faults: [{ code: 'unknown-verb', line: 17, column: 34 }] }]);
      expect(out).toMatch(
        /warranty\.yaml:17:34 {2}unknown-verb .*did you mean classify\?\n1 fault; nothing was run\.\n$/,
      );
    });
  });

  test('fails when there is nothing to run', async () => {
    const { code, out, err } = await cli(['policy', 'test', LANTERN, '--only', 'submarine']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('No scenario says “submarine”.');
  });

  test('with --only runs what says so, and says nothing of rules', async () => {
    const { code, out } = await cli(['policy', 'test', LANTERN, '--only', 'LADDER']);
    expect(code).toBe(0);
    expect(out).toContain('1 scenario: 1 passed, 0 failed');
    expect(out).not.toContain('never exercised');
  });

  test('gives machines every scenario, failure and rule', async () => {
    await changed('scenarios/warranty.yaml', 'outcome: not-serviceable', 'outcome: completed', async () => {
      const { code, out } = await cli(['policy', 'test', folder, '-o', 'json']);
      expect(code).toBe(1);
      const [tested] = JSON.parse(out);
      expect(tested).toMatchObject({ policy: { id: 'lantern-care' }, passed: 2, failed: 1 });
      expect(tested.unexercised).toHaveLength(28);
      expect(tested.scenarios[2].failures).toEqual([
        {
          line: 23,
          diff: [
            { sign: '-', text: 'outcome: completed' },
            { sign: '+', text: 'outcome: not-serviceable' },
          ],
        },
      ]);
    });
  });
});

describe('policy test --engine', () => {
  test('passes when the engine does the same', async () => {
    const { code, out } = await cli(
      ['policy', 'test', LANTERN, '--engine'],
      {},
      engine((run) => run),
    );
    expect(code).toBe(0);
    expect(out).toContain('3 scenarios in the core and on the engine: 3 passed, 0 failed');
  });

  test('lives the scenarios of all policies on one engine, and tells each policy of its own', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'policies-'));
    for (const name of ['a', 'b', 'c']) await cp(LANTERN, join(parent, name), { recursive: true });
    await writeFile(join(parent, 'b/policy.yaml'), 'policy: 7\n');
    const engines: number[] = [];
    const backwards: CliDeps['run']['scripts'] = async function* (plays) {
      engines.push(plays.length);
      for (const [index, { policy, script }] of [...plays.entries()].reverse()) {
        const run = runScript(policy, script);
        yield { index, run: index === plays.length - 1 ? { ...run, events: [] } : run };
      }
    };
    try {
      const run = { ...cliDeps().run, scripts: backwards };
      const { out } = await cli(['policy', 'test', parent, '--engine', '-o', 'json'], {}, { run });
      expect(engines).toEqual([6]);
      expect(JSON.parse(out)).toMatchObject([
        { passed: 3, failed: 0 },
        { faults: expect.any(Array) },
        { passed: 2, failed: 1 },
      ]);
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  test('says where the engine parts from the core, and judges it by the same expectations', async () => {
    const deaf = engine((run) => ({ ...run, events: run.events.filter(({ type }) => type !== 'ClockEscalated') }));
    const silent = engine((run) => ({
      ...run,
      events: run.events.filter((event) => !('intent' in event) || event.intent.purpose !== 'clock-escalated'),
    }));
    const missing = await cli(['policy', 'test', LANTERN, '--engine', '--only', 'ladder'], {}, deaf);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('  the engine parts from the core: ');
    expect(missing.out).not.toContain('\n  on the engine:');
    const unsent = await cli(['policy', 'test', LANTERN, '--engine', '--only', 'ladder'], {}, silent);
    expect(unsent.out).toMatch(/ on the engine:\n .*repair\.yaml:\d+\n {4}- Sun 10:30 clock-escalated to siv/);
  });
});
