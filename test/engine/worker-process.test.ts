import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { DESK, request } from '../support/requests.ts';
import { startWorkerProcess } from '../support/workers.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** The provider's address, where every submission takes a while. */
async function slowProvider(slowMs: number): Promise<{ url: string; busy: Promise<void>; stop(): Promise<void> }> {
  let begin = (): void => undefined;
  const busy = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    begin();
    await new Promise((over) => setTimeout(over, slowMs));
    const { authorization = '', 'content-type': type = 'text/plain' } = asked.headers;
    const method = asked.method ?? 'GET';
    const body = method === 'POST' ? { body: Buffer.concat(chunks) } : {};
    const real = await fetch(`${engine.parts.smsUrl}${asked.url}`, {
      method,
      headers: { authorization, 'content-type': type },
      ...body,
    });
    answer.writeHead(real.status, { 'content-type': 'application/json' }).end(await real.text());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    busy,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

describe('a worker process', () => {
  test('is healthy while it asks for work, and on SIGTERM finishes the send in progress and exits 0', async () => {
    const provider = await slowProvider(3_000);
    const worker = await startWorkerProcess({ ...engine.parts, smsUrl: provider.url });
    const health = await fetch(worker.healthUrl);
    expect(health.status).toBe(200);
    const { taskQueue } = engine.parts;
    const { queues } = (await health.json()) as { queues: { taskQueue: string }[] };
    expect(queues.map((queue) => queue.taskQueue)).toEqual([taskQueue, `${taskQueue}-sms`, `${taskQueue}-email`]);

    const { caseId } = await engine.aftercare.openCase(ORGANISATION, request('sigterm'), { by: DESK });
    await provider.busy;
    process.kill(worker.pid, 'SIGTERM');
    expect(await worker.ended).toBe('The worker ended (exit code 0)');
    const [message] = await engine.messages(caseId);
    expect({ state: message?.state, attempts: message?.attempts }).toEqual({ state: 'sent', attempts: 1 });
    expect((await engine.sinks()).sms).toHaveLength(1);
    await provider.stop();
    await expect(fetch(worker.healthUrl)).rejects.toThrow();
  }, 60_000);

  test('exits 1 and says why when its workers die', async () => {
    const worker = await startWorkerProcess(engine.parts, {
      env: { TEMPORAL_NAMESPACE: 'nowhere' },
      name: 'nowhere',
      unready: true,
    });
    expect(await worker.ended).toBe('The worker ended (exit code 1)');
    expect(await readFile(worker.logFile, 'utf8')).toContain('nowhere');
  }, 30_000);

  test('exits 1 and names the variable when a setting is missing', async () => {
    const worker = await startWorkerProcess(engine.parts, { env: { SMTP_URL: '' }, name: 'unset', unready: true });
    expect(await worker.ended).toBe('The worker ended (exit code 1)');
    expect(await readFile(worker.logFile, 'utf8')).toContain('set SMTP_URL');
  });
});
