import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { replay, savedHistories } from '../support/replay.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Each edit is bundled anew. */
const WITHIN_MS = 120_000;
const REST = ['node_modules', 'package.json'];

/** A change of one source file, as somebody might make it. */
interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** One whole, one of an open case, two runs of a short one: each edit touches all of them. */
const NAMES = [
  'the-good-day.json.gz',
  'the-good-day-open-07.json.gz',
  'the-good-day-short-run-1.json',
  'the-good-day-short-run-2.json.gz',
];
const histories = savedHistories().filter(({ name }) => NAMES.includes(name));
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder('aftercare-edited-');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Today's workflow code with an edit, made in a copy. */
async function bundleOf(name: string, { file, from, to }: Edit): Promise<WorkflowBundle> {
  const copy = join(folder, name.replaceAll(/\W+/g, '-'));
  for (const part of ['workflows', 'domain', 'activities']) {
    await cp(join(ROOT, part), join(copy, part), { recursive: true });
  }
  for (const part of REST) await symlink(join(ROOT, part), join(copy, part));
  const before = await readFile(join(copy, file), 'utf8');
  const after = before.replace(from, to);
  expect(after, `${file} has no place for the edit “${name}”`).not.toBe(before);
  await writeFile(join(copy, file), after);
  const logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
  return bundleWorkflowCode({ workflowsPath: join(copy, 'workflows/service-case.ts'), logger });
}

/** The place right after the handlers are set. */
const OPENED = /^([\s\S]*? listen\(cell\);\n)/;

const BREAKING: Readonly<Record<string, Edit>> = {
  'one more timer': {
    file: 'workflows/case-life.ts',
    from: OPENED,
    to: `import { sleep as pause } from '@temporalio/workflow';\n$1  await pause('1 second');\n`,
  },
  'an activity by another name': {
    file: 'workflows/run-effect.ts',
    from: 'cases.measureLoad.executeWithOptions(summary, [request])',
    to: 'cases.releaseSlots.executeWithOptions(summary, [request as never]) as never',
  },
  'an effect dropped': {
    file: 'domain/case/effects.ts',
    from: /case 'MessagePlanned':\n/,
    to: '',
  },
  'messages in another order': {
    file: 'domain/notice/consequences.ts',
    from: 'return planned.filter(',
    to: 'return planned.toReversed().filter(',
  },
};

test.each(Object.entries(BREAKING))(
  '%s, and the replay fails and names the histories that it breaks',
  async (name, edit) => {
    const outcomes = await replay(await bundleOf(name, edit), histories);
    const broken = outcomes.filter(({ error }) => error !== null);
    expect(broken.map((each) => each.name)).toContain('the-good-day.json.gz');
    for (const { error } of broken) expect(error).toContain('[TMPRL1100]');
  },
  WITHIN_MS,
);

const COMPATIBLE: Readonly<Record<string, Edit>> = {
  'a timer guarded by a patch': {
    file: 'workflows/case-life.ts',
    from: OPENED,
    to: `import { patched as isPatched, sleep as pause } from '@temporalio/workflow';\n$1  if (isPatched('a-pause')) await pause('1 second');\n`,
  },
  'other words for people who look at a history': {
    file: 'workflows/run-effect.ts',
    from: `'measure technicians’ load'`,
    to: `'how busy is everybody?'`,
  },
};

test.each(Object.entries(COMPATIBLE))(
  '%s, and every history is understood',
  async (name, edit) => {
    const outcomes = await replay(await bundleOf(name, edit), histories);
    expect(outcomes).toHaveLength(NAMES.length);
    expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
  },
  WITHIN_MS,
);
