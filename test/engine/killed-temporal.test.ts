import { rm } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { UnavailableError } from '../../client/errors.ts';
import { startTemporalServer, type TemporalServer } from '../../local/temporal-server.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { registerSearchAttributes } from '../../workers/temporal-setup.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { DESK, request } from '../support/requests.ts';
import { startMortalWorker, startWorkerProcess, type WorkerProcess } from '../support/workers.ts';

/** Longer than a client waits for an answer. */
const OUTAGE_MS = 35_000;

let dataDir: string;
let server: TemporalServer;
let engine: Engine;
let worker: WorkerProcess;

beforeAll(async () => {
  dataDir = await temporaryFolder('aftercare-killed-temporal-');
  server = await startTemporalServer({ dataDir });
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, server.namespace);
  await connection.close();
  engine = await startEngine({ temporalAddress: server.address });
});
afterEach(async () => {
  await engine.check();
  await worker.kill();
});
afterAll(async () => {
  await engine.stop();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The same server again, on the database of the dead one. */
async function revive(): Promise<void> {
  await server.ended;
  const { address } = server;
  server = await startTemporalServer({ dataDir });
  expect(server.address).toBe(address);
}

test.each([
  ['an opening has come', '^in .*"type":"OpenCase"'],
  ['an opening is decided and not yet answered', '^out {"receipt":{"commandId":"open:'],
  ['a command has come', '^in .*"type":"ClassifyCase"'],
  ['a command is decided and not yet answered', '^out {"receipt":{"commandId":"ClassifyCase"'],
  ['a journal commit is not yet reported', '^after .*insert into case_events .*CaseClassified'],
  ['an SMS is taken and not yet reported', '^taken .*/handed-off/.*/sms'],
])(
  'killed when %s, the Temporal server comes back to callers who get their answer and to a worker that goes on',
  async (name, at) => {
    worker = await startMortalWorker(engine.parts, { at, victim: server.pid, name: name.replaceAll(' ', '-') });
    const revived = revive();
    const { aftercare } = engine;
    const { caseId } = await aftercare.openCase(ORGANISATION, request(name), { by: DESK });
    const steps = [
      ['RecordRemoteHelp', { outcome: 'not-enough' }],
      ['ClassifyCase', { grade: 'general' }],
      ['HandOffCase', {}],
    ] as const;
    const send = ([type, body]: (typeof steps)[number]) =>
      aftercare.send(ORGANISATION, caseId, type, body, { by: DESK, commandId: type });
    const answers = [];
    for (const step of steps) answers.push(await send(step));
    await revived;
    // Whoever asks again hears the same.
    for (const [index, step] of steps.entries()) expect((await send(step)).receipt).toEqual(answers[index]?.receipt);
    await engine.check();
    const types = (await engine.ledger(caseId)).map(({ type }) => type);
    for (const type of ['CaseOpened', 'RemoteHelpRecorded', 'CaseClassified', 'CaseHandedOff']) {
      expect(types.filter((each) => each === type)).toHaveLength(1);
    }
    expect((await engine.messages(caseId)).map(({ key, state }) => `${key.split('/')[1]} ${state}`)).toEqual([
      'case-opened sent',
      'handed-off sent',
      'handed-off sent',
    ]);
  },
  60_000,
);

test('while the Temporal server is away for longer than a caller waits, he is told to come again, and what was due is done late and once', async () => {
  worker = await startWorkerProcess(engine.parts);
  const { aftercare } = engine;
  const open = (reference: string) => aftercare.openCase(ORGANISATION, request(reference), { by: DESK });
  const [held, other] = [await open('held'), await open('other')];
  await engine.check();
  const untilMs = Date.now() + engine.clockOffsetMs + 5_000;
  const until = new Date(untilMs).toISOString();
  await aftercare.hold(ORGANISATION, held.caseId, { reason: 'customer-request', until }, { by: DESK });

  process.kill(server.pid, 'SIGKILL');
  const killedAtMs = performance.now();
  const help = () =>
    aftercare.recordRemoteHelp(
      ORGANISATION,
      other.caseId,
      { outcome: 'not-enough', note: 'tried twice' },
      { by: DESK, commandId: 'help' },
    );
  const [helped, opened] = await Promise.allSettled([help(), open('in-the-outage')]);
  for (const attempt of [helped, opened]) {
    expect(attempt).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) });
  }
  expect(helped).toMatchObject({ reason: { commandId: 'help' } });
  await new Promise((over) => setTimeout(over, Math.max(0, OUTAGE_MS - (performance.now() - killedAtMs))));
  await revive();

  expect((await help()).view.stage).toBe('classify');
  expect((await open('in-the-outage')).view.stage).toBe('remote-help');
  await engine.check();
  const of = async (caseId: string, type: string) => (await engine.ledger(caseId)).filter((each) => each.type === type);
  expect(await of(other.caseId, 'RemoteHelpRecorded')).toHaveLength(1);
  const resumed = await of(held.caseId, 'CaseResumed');
  expect(resumed.map(({ atMs }) => atMs)).toEqual([untilMs]);
  expect(resumed[0]!.recordedAtMs - untilMs).toBeGreaterThan(OUTAGE_MS - 15_000);
}, 150_000);
