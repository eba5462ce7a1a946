import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createParts, startOf } from '../../client/aftercare.ts';
import { httpDepsOf } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { createOtherProject, type OtherProject } from '../support/installed-client.ts';
import { loadPolicy } from '../support/policies.ts';
import { startWorkers } from '../support/workers.ts';

/** As the page names it. */
const ORGANISATION = 'device-maker';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const blocksOf = (page: string) =>
  [...read(page).matchAll(/^```(ts|sh)\n([\s\S]*?)^```$/gm)].map(([, language, program = '']) => ({
    language: language as 'ts' | 'sh',
    program,
  }));
const BLOCKS = [...blocksOf('docs/integrate.md'), ...blocksOf('README.md')];

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let app: FastifyInstance;
let project: OtherProject;
let env: Record<string, string>;

beforeAll(async () => {
  const [started, folder] = await Promise.all([startEngine(), temporaryFolder('aftercare-integrate-')]);
  engine = started;
  [workers, project] = await Promise.all([startWorkers(engine.parts), createOtherProject(folder)]);
  const { temporalAddress, taskQueue } = engine.parts;
  await engine.aftercare.applyPolicy(ORGANISATION, await loadPolicy('device-maker'), 'Device maker');
  const start = startOf({ clockOffsetMs: engine.clockOffsetMs });
  const parts = createParts({ temporal: engine.temporal, pool: engine.database.pool, taskQueue });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const nowMs = () => start.nowMs() + start.offsetMs;
  app = await createHttpServer(httpDepsOf(parts, start, { publicUrl: null, smsAuthToken: null, nowMs, log }));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const asked = { role: 'back-office', personId: null, label: 'erp', expiresAtMs: null } as const;
  const { key } = await engine.aftercare.createKey(ORGANISATION, asked);
  env = { AFTERCARE_URL: url, AFTERCARE_KEY: key, TEMPORAL_ADDRESS: temporalAddress, AFTERCARE_TASK_QUEUE: taskQueue };
}, 180_000);
afterAll(async () => {
  await app.close();
  await workers.stop();
  await engine.stop();
  await rm(project.folder, { recursive: true, force: true });
});

test('what the pages show is typed as the compiler of another project wants it', async () => {
  const programs = BLOCKS.filter(({ language }) => language === 'ts').map(({ program }) => program);
  expect(programs.length).toBeGreaterThanOrEqual(4);
  const wrong = `import { connect } from 'aftercare/client';
    await connect({ url: '', key: '' }).open({ channel: 'pigeon', facts: { 'no-such-fact': 'x' } });`;
  const faults = await project.typeFaults(
    Object.fromEntries([...programs, wrong].map((program, index) => [`block-${index}.ts`, program])),
  );
  const inWrong = (fault: string) => fault.startsWith(`block-${programs.length}.ts`);
  expect(faults.filter(inWrong).join()).toMatch(/pigeon.*no-such-fact/);
  expect(faults.filter((fault) => !inWrong(fault))).toEqual([]);
});

describe('docs/integrate.md and the README', () => {
  const SAYS = [
    /"caseId":"(C-[0-9A-Z]{10})"/,
    /^C-[0-9A-Z]{10}$/m,
    /^C-\S+ lacks [\s\S]*#\/facts\/purchase-date date-in-future/m,
    /"outcome":"applied","cases":\[\{"caseId":"C-\S+","recorded":\["delivery-date"\]/,
    /^applied \[\s+\{ caseId: 'C-\S+', recorded: \[ 'delivery-date' \] \}/m,
    /id: 'K-1042', revision: 1, put: 'created'[\s\S]*id: 'E-77', revision: 1, put: 'created'/,
    /outcome: 'opened', caseId: 'C-\S+'/,
    /"caseId":"C-[0-9A-Z]{10}"/,
  ];

  test('has as many blocks as are run here', () => expect(BLOCKS).toHaveLength(SAYS.length));

  // In their order: what one opens the next ones find.
  test.each(SAYS.map((says, index) => ({ says, index })))('block $index does what it says', async ({ says, index }) => {
    const { language, program } = BLOCKS[index]!;
    expect(await project.print(language, program, env)).toMatch(says);
    // Events are found by what the journal has.
    await vi.waitFor(async () => {
      const { rows } = await engine.database.pool.query(
        `select count(*)::int as missing from case_references r
         where not exists (select from cases c where (c.organisation_id, c.case_id) = (r.organisation_id, r.case_id))`,
      );
      expect(rows).toEqual([{ missing: 0 }]);
    }, 20_000);
  });

  test('a case that was asked for over Temporal has what the register knows, and its history does not', async () => {
    const { cases } = await engine.aftercare.listCases(ORGANISATION, {}, { limit: 50 });
    const asked = cases.find(({ channel, tier }) => channel === 'back-office' && tier === 'key');
    expect(asked).toMatchObject({ productModel: 'LK-200', region: 'south', missingFacts: ['fault-description'] });
    const history = await engine.temporal.workflow.getHandle('erp:SO-77122').fetchHistory();
    expect(JSON.stringify(history)).not.toMatch(/Lin Qiao|13800000005|LK2-0077/);
  });
});
