import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { textOf } from '../support/histories.ts';
import { DESK, handedOff, LEAD } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHANGE = 'a-pause-after-opening';
const LEAD_PHONE = '+8613900000003';

let engine: Engine;
let folder: string;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  folder = await temporaryFolder('aftercare-deploy-');
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => engine.check());

/** Tomorrow's code: today's with a pause more, which runs that began without it must not take. */
async function tomorrowsBundle(): Promise<WorkflowBundle> {
  for (const part of ['workflows', 'domain', 'activities'])
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await mkdir(folder, { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'workflows/case-life.ts');
  const today = await readFile(file, 'utf8');
  const tomorrow = today
    .replace(/^/, "import { patched as isNew, sleep as pause } from '@temporalio/workflow';\n")
    .replace(
      'listen(cell);\n',
      `listen(cell);\n  if (isNew('${CHANGE}')) await pause('1 second', { summary: '${CHANGE}' });\n`,
    );
  expect(tomorrow.split(CHANGE)).toHaveLength(3);
  await writeFile(file, tomorrow);
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
  return bundleWorkflowCode({ workflowsPath: join(folder, 'workflows/service-case.ts'), logger: quiet });
}

test('a case that is open while new code is deployed goes on with the old branch, and new cases take the new one', async () => {
  const { aftercare } = engine;
  workers = await startWorkers(engine.parts);
  engine.sms.script({ to: LEAD_PHONE, answers: [429, 429, 429, 'ok'] });
  const old = await handedOff(aftercare, 'before-the-deploy');
  await expect.poll(async () => (await engine.messages(old)).some(({ lastError }) => lastError === '20429')).toBe(true);
  await workers.stop();
  expect((await engine.messages(old)).map(({ state }) => state)).toContain('planned');

  workers = await startWorkers(engine.parts, { workflowBundle: await tomorrowsBundle() });
  const young = await handedOff(aftercare, 'after-the-deploy');
  await engine.advance(old, '2026-03-09 16:00');
  await aftercare.assignTechnician(ORGANISATION, old, { technicianId: 'tech-1' }, { by: LEAD });
  for (const caseId of [old, young]) {
    await aftercare.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: DESK });
    await engine.workflowOf(caseId).result();
  }
  const told = (await engine.messages(old)).filter(({ purpose }) => purpose === 'handed-off');
  expect(told.map(({ state }) => state)).toEqual(['sent', 'sent']);
  expect((await engine.ledger(old)).map(({ type }) => type)).toContain('ClockWarned');
  expect(textOf(await engine.historyOf(old))).not.toContain(CHANGE);
  expect(textOf(await engine.historyOf(young))).toContain(CHANGE);
}, 90_000);
