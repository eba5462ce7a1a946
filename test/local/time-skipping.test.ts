import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTemporalServer, type TemporalServer } from '../../local/temporal-server.ts';
import { fastForward, fastForwardTo, stopSkipping, virtualNowMs } from '../../local/time-skipping.ts';
import type { Diary, longSleeper } from '../support/long-sleeper-workflow.ts';

const DAY_MS = 86_400_000;
const CLOSE_MS = 2_000;

let dataDir: string;
let server: TemporalServer;
let connection: Connection;
let workerConnection: NativeConnection;
let client: Client;
let worker: Worker;
let workerRuns: Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-time-'));
  server = await startTemporalServer({ dataDir });
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection });
  workerConnection = await NativeConnection.connect({ address: server.address });
  worker = await Worker.create({
    connection: workerConnection,
    taskQueue: 'sleepers',
    workflowsPath: fileURLToPath(new URL('../support/long-sleeper-workflow.ts', import.meta.url)),
  });
  workerRuns = worker.run();
}, 600_000);
afterAll(async () => {
  worker?.shutdown();
  await workerRuns;
  await workerConnection?.close();
  await connection?.close();
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 30_000);

const start = (workflowId: string, days: number, runs = 1, taskQueue = 'sleepers') =>
  client.workflow.start<typeof longSleeper>('longSleeper', {
    workflowId,
    taskQueue,
    args: [{ days, runs, before: [] }],
  });

function expectClose(actualMs: number, expectedMs: number): void {
  expect(Math.abs(actualMs - expectedMs), `${actualMs} is not near ${expectedMs}`).toBeLessThan(CLOSE_MS);
}

test('a sleep of four days is over at once, and an update on the way sees the virtual time', async () => {
  const startedAtMs = Date.now();
  const handle = await start('four-days', 4);
  const halfway = await fastForward(client, 'four-days', 1.5 * DAY_MS);
  expect(halfway.outcome).toBe('arrived');
  expectClose(await virtualNowMs(client, 'four-days'), startedAtMs + 1.5 * DAY_MS);

  expectClose(await handle.executeUpdate<number, [string]>('note', { args: ['halfway'] }), startedAtMs + 1.5 * DAY_MS);

  expect(await fastForward(client, 'four-days', 10 * DAY_MS)).toEqual({ outcome: 'ended' });
  const diary: Diary = await handle.result();
  expect(diary.map((line) => line.what)).toEqual(['run started', 'halfway', 'woke up']);
  expectClose(diary[2]!.atMs, startedAtMs + 4 * DAY_MS);
  expect(Date.now() - startedAtMs).toBeLessThan(20_000);
});

test('between fast-forwards the virtual clock runs with the wall clock', async () => {
  await start('running-clock', 4);
  await fastForward(client, 'running-clock', DAY_MS);
  const offsetMs = async () => (await virtualNowMs(client, 'running-clock')) - Date.now();
  const first = await offsetMs();
  await expect.poll(() => virtualNowMs(client, 'running-clock')).toBeGreaterThan(Date.now() + first + 500);
  expectClose(await offsetMs(), first);
});

test('a fast-forward goes on over continue-as-new, and no run starts early or late', async () => {
  const startedAtMs = Date.now();
  const handle = await start('chain', 1, 10);
  const latest = client.workflow.getHandle('chain');
  expect((await fastForward(client, 'chain', 5.5 * DAY_MS)).outcome).toBe('arrived');
  expectClose(await virtualNowMs(client, 'chain'), startedAtMs + 5.5 * DAY_MS);
  const diary = await latest.query<Diary>('diary');
  const days = diary.map((line) => Math.round(((line.atMs - startedAtMs) / DAY_MS) * 1_000) / 1_000);
  expect(days).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);

  expect(await fastForward(client, 'chain', 10 * DAY_MS)).toEqual({ outcome: 'ended' });
  expectClose((await handle.result()).at(-1)!.atMs, startedAtMs + 10 * DAY_MS);
});

test('a run that was continued after skipping had ended gets its first task at once', async () => {
  await start('stepwise', 1, 4);
  for (let step = 0; step < 8; step += 1) await fastForward(client, 'stepwise', 0.3 * DAY_MS);
  const diary = await client.workflow.getHandle('stepwise').query<Diary>('diary');
  expect(diary.filter((line) => line.what === 'run started')).toHaveLength(3);
});

test('two cases can be walked in lock-step to one instant', async () => {
  await start('left', 30);
  await start('right', 30);
  await fastForward(client, 'left', 3 * DAY_MS);
  const targetMs = await virtualNowMs(client, 'left');
  await fastForwardTo(client, 'right', targetMs);
  expectClose(await virtualNowMs(client, 'right'), await virtualNowMs(client, 'left'));
  expect((await fastForwardTo(client, 'right', targetMs - DAY_MS)).outcome).toBe('arrived');
  expectClose(await virtualNowMs(client, 'right'), await virtualNowMs(client, 'left'));
});

test('a closed workflow is reported as ended, an unknown one as an error', async () => {
  await start('short', 1);
  await fastForward(client, 'short', 2 * DAY_MS);
  expect(await fastForward(client, 'short', DAY_MS)).toEqual({ outcome: 'ended' });
  await expect(fastForward(client, 'nobody', DAY_MS)).rejects.toThrow(/not found/);
});

test('without a worker time stands still, and stopping the skipping tells who waits', async () => {
  await start('nobody-works', 4, 1, 'nobody');
  const waiting = fastForward(client, 'nobody-works', DAY_MS);
  const told = expect(waiting).rejects.toThrow(/can't be completed/);
  await expect
    .poll(async () => {
      const { raw } = await client.workflow.getHandle('nobody-works').describe();
      return raw.workflowExtendedInfo?.timeSkippingInfo?.effectiveConfig?.enabled;
    })
    .toBe(true);
  expectClose(await virtualNowMs(client, 'nobody-works'), Date.now());
  await stopSkipping(client, 'nobody-works');
  await told;
});

test('the clock of a workflow that never skipped is the wall clock', async () => {
  await start('plain', 1);
  expectClose(await virtualNowMs(client, 'plain'), Date.now());
});
