import { Client, Connection } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createParts, startOf } from '../../client/aftercare.ts';
import { httpDepsOf } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import { patience } from '../../client/retry.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { request } from '../support/requests.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
/** Two processes of one deployment, and one whose way to the engine can be cut. */
let apis: readonly [FastifyInstance, FastifyInstance, FastifyInstance];
let proxy: TcpProxy;
let cuttable: Connection;
let key: string;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  const [host = '', port = ''] = engine.parts.temporalAddress.split(':');
  proxy = await startTcpProxy({ host, port: Number(port) });
  cuttable = await Connection.connect({ address: `127.0.0.1:${proxy.port}` });
  const away = new Client({ connection: cuttable });
  apis = [await api(engine.temporal), await api(engine.temporal), await api(away)];
  const asked = { role: 'desk', personId: 'desk-1', label: 'desk', expiresAtMs: null } as const;
  key = (await engine.aftercare.createKey(ORGANISATION, asked)).key;
});
afterAll(async () => {
  for (const app of apis) await app.close();
  await cuttable.close();
  await proxy.stop();
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const PATIENCE_MS = 10_000;

/** Runs continue as new after few commands. */
async function api(temporal: Client): Promise<FastifyInstance> {
  const options = { temporal, pool: engine.database.pool, taskQueue: engine.parts.taskQueue };
  const start = startOf({ clockOffsetMs: engine.clockOffsetMs, commandsPerRun: 7 });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const surroundings = { publicUrl: null, smsAuthToken: null, nowMs: start.nowMs, log };
  const parts = { ...createParts(options), patience: () => patience(PATIENCE_MS) };
  const deps = httpDepsOf(parts, start, surroundings);
  return createHttpServer({ ...deps, aftercare: engine.recorded(deps.aftercare) });
}

async function post(app: FastifyInstance, url: string, name: string, payload: object) {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': name, 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const open = (app: FastifyInstance, name: string, reference = name) => post(app, '/v1/cases', name, request(reference));
const contact = (app: FastifyInstance, caseId: CaseId, name: string) =>
  post(app, `/v1/cases/${caseId}/record-contact`, name, { channel: 'phone' });
const idsIn = async (caseId: CaseId) =>
  (await engine.ledger(caseId)).flatMap(({ type, commandId }) => (type === 'CustomerContacted' ? [commandId] : []));

describe('cases over HTTP on the real engine', () => {
  test('the same key at two processes at once opens one case', async () => {
    const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((at) => open(apis[at as 0 | 1], 'at-once')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    const { body } = await open(apis[0], 'at-once');
    await engine.check();
    expect((await engine.ledger(body.caseId)).filter(({ type }) => type === 'CaseOpened')).toHaveLength(1);
    const { rows } = await engine.database.pool.query('select count(*)::int as cases from cases');
    expect(rows).toEqual([{ cases: 1 }]);
  });

  test('inputs that arrive while a case changes runs are all taken, each once', async () => {
    const { body } = await open(apis[0], 'changing-runs');
    const names = Array.from({ length: 40 }, (_, index) => `run-${index}`);
    const answers = await Promise.all(
      names.map((name, index) => contact(apis[(index % 2) as 0 | 1], body.caseId, name)),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await engine.check();
    const recorded = await idsIn(body.caseId);
    expect(new Set(recorded).size).toBe(recorded.length);
    expect(new Set(recorded)).toEqual(new Set(answers.map((answer) => answer.body.receipt.commandId)));
  });

  test('what arrives as a case closes is in its ledger or refused', async () => {
    const { body } = await open(apis[0], 'closing');
    const closing = () => post(apis[1], `/v1/cases/${body.caseId}/close-case`, 'the-end', { outcome: 'withdrawn' });
    const work = Array.from({ length: 12 }, (_, index) =>
      index === 6 ? closing() : contact(apis[0], body.caseId, `last-${index}`),
    );
    const answers = await Promise.all(work);
    const taken = answers.filter(({ status }) => status === 200).map((answer) => answer.body.receipt.commandId);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map((answer) => answer.body.code))).toEqual(
      new Set(refused.length === 0 ? [] : ['case-closed']),
    );
    await engine.check();
    const inLedger = (await engine.ledger(body.caseId)).map(({ commandId }) => commandId);
    for (const id of taken) expect(inLedger).toContain(id);
    expect((await contact(apis[0], body.caseId, 'too-late')).body.code).toBe('case-closed');
  });

  test('while the engine is away changes are answered 503, and then done once under the same key', async () => {
    const { body } = await open(apis[2], 'before-the-cut');
    await proxy.cut();
    const lost = await contact(apis[2], body.caseId, 'in-the-cut');
    expect([lost.status, lost.body.code, lost.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    expect((await apis[2].inject('/readyz')).json()).toEqual({ database: true, engine: false });
    const headers = { authorization: `Bearer ${key}` };
    const shown = await apis[2].inject({ url: `/v1/cases/${body.caseId}`, headers });
    expect([shown.statusCode, shown.json().from]).toEqual([200, 'journal']);
    await proxy.restore();
    const done = await contact(apis[2], body.caseId, 'in-the-cut');
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    await engine.check();
    expect(await idsIn(body.caseId)).toEqual([done.body.receipt.commandId]);
  });
});
