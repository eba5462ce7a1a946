import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runDev } from '../../local/dev.ts';
import { devKey } from '../../local/dev-key.ts';
import { freePort } from '../../local/free-ports.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  [database, dataDir] = await Promise.all([freshDatabase(), temporaryFolder('aftercare-dev-')]);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs the system until `work` is done, with what it printed to type into a shell. */
async function whileRunning(work: (url: string, key: string) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const given = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    AFTERCARE_TASK_QUEUE: `dev-${process.pid}`,
    API_PORT: String(await freePort()),
  };
  let ready: (line: string) => void = () => {};
  const line = new Promise<string>((tell) => {
    ready = tell;
  });
  const say = (text: string) => {
    const [shown] = /export AFTERCARE_URL=.*/.exec(text) ?? [];
    if (shown !== undefined) ready(shown);
  };
  const running = runDev({ dataDir, fresh: false, given, signal: stopping.signal, say });
  try {
    const shown = await Promise.race([line, running.then(() => 'ended')]);
    const [, url = '', key = ''] = /AFTERCARE_URL=(\S+) AFTERCARE_KEY=(\S+)/.exec(shown) ?? [];
    await work(url, key);
  } finally {
    stopping.abort();
    await running;
  }
}

test('the system on one machine serves the API, and its key stays the same from run to run', async () => {
  await whileRunning(async (url, key) => {
    const facts = { 'customer-name': 'Ada Brook', phone: '+8613900000201', wish: 'A repair.' };
    const opened = await fetch(`${url}/v1/cases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'web-1', 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'web', facts }),
    });
    expect([opened.status, await opened.json()]).toMatchObject([201, { case: { organisationId: 'device-maker' } }]);
    const environment = JSON.parse(await readFile(join(dataDir, 'environment.json'), 'utf8'));
    expect(environment.PUBLIC_URL).toBe(url);
    expect(await devKey(database.url, dataDir)).toBe(key);
    expect((await stat(join(dataDir, 'api-key'))).mode & 0o077).toBe(0);
    await database.pool.query('update api_keys set revoked_at = now()');
    expect(await devKey(database.url, dataDir)).not.toBe(key);
  });
}, 120_000);
