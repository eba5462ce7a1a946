import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureNamespace } from '../../local/temporal/readiness.ts';
import { startTemporalServer, type TemporalServer } from '../../local/temporal-server.ts';
import { listenersOf } from '../support/listeners.ts';

let dataDir: string;
let server: TemporalServer;
const said: string[] = [];
const start = () => startTemporalServer({ dataDir, ui: true, log: (sentence) => said.push(sentence) });

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection, namespace: server.namespace }));
  } finally {
    await connection.close();
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-temporal-'));
  server = await start();
}, 600_000);
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 30_000);

test('a workflow can be started in the default namespace at once', async () => {
  await withClient((client) =>
    client.workflow.start('nobody', { workflowId: 'kept', taskQueue: 'nobody', searchAttributes: {} }),
  );
});

test('only 127.0.0.1 is listened on', async () => {
  const listeners = await listenersOf(dataDir);
  expect(listeners.length).toBeGreaterThan(8);
  for (const address of listeners) expect(address).toMatch(/^127\.0\.0\.1:/);
});

test('a namespace and a search attribute that were just made can be used at once', async () => {
  await withClient(async (client) => {
    await ensureNamespace(client.connection as Connection, 'fresh');
    const fresh = new Client({ connection: client.connection, namespace: 'fresh' });
    await client.connection.operatorService.addSearchAttributes({
      namespace: 'fresh',
      searchAttributes: { CaseStage: 2 },
    });
    const options = { taskQueue: 'nobody', searchAttributes: { CaseStage: ['visit'] } };
    await fresh.workflow.start('nobody', { workflowId: 'with-attribute', ...options });
    await expect.poll(async () => (await fresh.workflow.count("CaseStage = 'visit'")).count).toBe(1);
  });
});

test('the web UI answers, or a sentence says why it is not there', async () => {
  if (server.uiUrl === undefined) expect(said.join('\n')).toMatch(/web UI is not there: /);
  else expect((await fetch(server.uiUrl)).status).toBe(200);
});

test('after a restart the same data is at the same address', async () => {
  const before = server.address;
  await server.stop();
  server = await start();
  expect(server.address).toBe(before);
  await withClient(async (client) => {
    expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  });
}, 60_000);

test('a server that cannot start says so with its own last words', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'aftercare-temporal-broken-'));
  await writeFile(join(broken, 'temporal.db'), 'this is no database, and never was one, not even a little bit of one');
  await expect(startTemporalServer({ dataDir: broken, log: () => undefined })).rejects.toThrow(
    /The Temporal server ended [\s\S]*(file is not a database)/,
  );
  expect(await readFile(join(broken, 'temporal-server.log'), 'utf8')).not.toBe('');
  await rm(broken, { recursive: true, force: true });
}, 60_000);
