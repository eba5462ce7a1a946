import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../local/postgres.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { DESK, handedOff, request } from '../support/requests.ts';
import { startMortalWorker, startWorkers } from '../support/workers.ts';

const IN_THE_END = { timeout: 45_000, interval: 50 };

let dataDir: string;
let server: Postgres;
let engine: Engine;
let stopWorkers: () => Promise<void> = async () => {};

beforeAll(async () => {
  dataDir = await temporaryFolder('aftercare-killed-postgres-');
  server = await startPostgres({ dataDir });
  engine = await startEngine({ postgresUrl: server.url });
});
afterEach(async () => {
  await engine.check();
  await stopWorkers();
});
afterAll(async () => {
  await engine.stop();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The same server again, on the files of the dead one. */
async function revive(): Promise<void> {
  await server.ended;
  const { url } = server;
  server = await startPostgres({ dataDir });
  expect(server.url).toBe(url);
}

async function expectOnce(caseId: string): Promise<void> {
  await engine.check();
  const types = (await engine.ledger(caseId)).map(({ type }) => type);
  for (const type of ['CaseOpened', 'RemoteHelpRecorded', 'CaseClassified', 'CaseHandedOff']) {
    expect(types.filter((each) => each === type)).toHaveLength(1);
  }
  const messages = await engine.messages(caseId);
  expect(messages.map(({ key, state }) => `${key.split('/')[1]} ${state}`)).toEqual([
    'case-opened sent',
    'handed-off sent',
    'handed-off sent',
  ]);
}

test.each([
  ['a journal commit begins', '^before .*insert into case_events .*CaseClassified'],
  ['a journal commit is done', '^after .*insert into case_events .*CaseClassified'],
  ['a message is about to be claimed', "^before .*update messages set state = 'claimed'.*/handed-off/.*/sms"],
  ['a message is claimed', "^after .*update messages set state = 'claimed'.*/handed-off/.*/sms"],
  ['a provider has taken a message', '^taken .*/handed-off/.*/sms'],
])(
  'killed when %s, Postgres comes back to a journal that lacks nothing and messages sent once',
  async (name, at) => {
    const worker = await startMortalWorker(engine.parts, { at, victim: server.pid, name: name.replaceAll(' ', '-') });
    stopWorkers = () => worker.kill();
    const revived = revive();
    const caseId = await handedOff(engine.aftercare, name);
    await revived;
    await expectOnce(caseId);
  },
  90_000,
);

test('a server process killed in the middle of a journal transaction takes the others with it, and nothing is lost', async () => {
  ({ stop: stopWorkers } = await startWorkers(engine.parts));
  const { caseId } = await engine.aftercare.openCase(ORGANISATION, request('backend'), { by: DESK });
  await engine.check();
  const other = new pg.Client({ connectionString: engine.parts.databaseUrl });
  other.on('error', () => undefined);
  await other.connect();
  // Whoever writes a row that somebody else is about to write waits for them, in the middle of the batch.
  await other.query('begin');
  await other.query(
    `insert into receipts (organisation_id, case_id, command_id, fingerprint, seq, at) values ($1, $2, 'help', '', 0, now())`,
    [ORGANISATION, caseId],
  );
  const known = { by: DESK, commandId: 'help' };
  await engine.aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, known);
  const waiting = async () => {
    const { rows } = await engine.database.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'test-worker'`,
    );
    return rows;
  };
  await expect.poll(waiting, IN_THE_END).toHaveLength(1);
  const broken = new Promise((resolve) => other.once('end', resolve));
  process.kill((await waiting())[0]!.pid, 'SIGKILL');
  await broken;
  await untilRecovered();
  await engine.aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await engine.aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK });
  await expectOnce(caseId);
}, 60_000);

test('stopped at once under load and away for a while, Postgres finds everything when it comes back', async () => {
  ({ stop: stopWorkers } = await startWorkers(engine.parts));
  const cases = Array.from({ length: 8 }, (_, index) => `load-${index}`);
  const opened = await Promise.all(
    cases.map((reference) => engine.aftercare.openCase(ORGANISATION, request(reference), { by: DESK })),
  );
  const before = await committed();
  const walks = opened.map(({ caseId }) => walk(caseId));
  await expect.poll(committed, IN_THE_END).toBeGreaterThan(before + 1);
  process.kill(server.pid, 'SIGQUIT');
  const sent = await Promise.all(walks);
  await server.ended;
  await new Promise((over) => setTimeout(over, 3_000));
  const revivedAtMs = performance.now();
  await revive();
  await engine.check();
  // Retries pause for at most ten seconds.
  expect(performance.now() - revivedAtMs).toBeLessThan(40_000);
  expect(sent).toHaveLength(cases.length);
  for (const { caseId } of opened) await expectOnce(caseId);
}, 120_000);

/** Postgres makes good what a killed process may have left half done before it lets anybody in. */
async function untilRecovered(): Promise<void> {
  const answers = () => engine.database.pool.query('select').then(Boolean, () => false);
  await expect.poll(answers, IN_THE_END).toBe(true);
}

async function committed(): Promise<number> {
  const { rows } = await engine.database.pool.query('select count(*)::int as count from case_events');
  return rows[0].count;
}

/** Commands without words of a customer need no Postgres. */
async function walk(caseId: string): Promise<void> {
  const { aftercare } = engine;
  await aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  await aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK });
}
