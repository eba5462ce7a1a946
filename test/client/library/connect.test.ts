import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AftercareProblem, connect } from '../../../client/library/index.ts';
import { startTestApi, type TestApi } from '../../support/api.ts';
import { reachableFrom, sourceFiles } from '../../support/source-files.ts';

let api: TestApi;
let url: string;
let key: string;
beforeAll(async () => {
  api = await startTestApi();
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  key = await api.key('desk', 'desk-1');
});
afterAll(() => api.stop());

const REQUEST = {
  source: 'erp',
  reference: 'SO-1',
  channel: 'back-office',
  facts: { 'customer-name': 'Ada Brook', phone: '+8613900000201', 'fault-description': 'no picture' },
} as const;

async function problem(work: Promise<unknown>): Promise<AftercareProblem> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AftercareProblem)) throw thrown ?? new Error('was answered');
  return thrown;
}

test('opens a case, gives it commands and shows it, each change under a name of its own', async () => {
  const aftercare = connect({ url: `${url}/`, key: async () => key });
  const { caseId, case: opened } = await aftercare.open(REQUEST);
  expect(await aftercare.open(REQUEST)).toMatchObject({ caseId });
  const provided = await aftercare.send(
    caseId,
    'ProvideFacts',
    { facts: { address: '1 Harbour Road' } },
    { by: 'customer', ifSeq: opened.seq, effectiveAt: new Date(opened.atMs), idempotencyKey: 'address-1' },
  );
  expect(provided.case.seq).toBeGreaterThan(opened.seq);
  expect(api.gateway.commands.at(-1)).toMatchObject({ by: { kind: 'customer' }, effectiveAtMs: opened.atMs });
  expect((await aftercare.show(caseId)).seq).toBe(provided.case.seq);
  const late = problem(aftercare.send(caseId, 'ProvideFacts', { facts: { wish: 'soon' } }, { ifSeq: opened.seq }));
  expect(await late).toMatchObject({ status: 412, code: 'case-changed' });
  const report = { id: 'e-1', source: '/erp', type: 'order.delivered', data: { caseId, on: '2026-03-08' } };
  expect(await aftercare.report(report)).toMatchObject({ outcome: 'applied' });
  expect(await aftercare.report({ ...report, time: new Date(opened.atMs) }).catch(({ code }) => code)).toBe(
    'event-id-reused',
  );
});

test('enters customers and units, for a case that names them', async () => {
  const aftercare = connect({ url, key });
  const facts = { 'customer-name': 'Ada Brook', phone: '+8613900000201' };
  expect(await aftercare.put('customers', 'K-1', { tier: 'key', facts })).toMatchObject({
    put: 'created',
    revision: 1,
  });
  expect(await aftercare.put('units', 'U-1', { customer: 'K-1', facts: { 'product-model': 'LK-200' } })).toMatchObject({
    put: 'created',
  });
  expect(await problem(aftercare.put('customers', 'K-1', {}, { ifRevision: 7 }))).toMatchObject({ status: 412 });
  const { case: view } = await aftercare.open({ channel: 'web', unit: 'U-1' });
  expect(view).toMatchObject({ tier: 'key', productModel: 'LK-200' });
  expect(view.missingFacts).not.toContain('phone');
});

test('throws what is refused, with every fault and its place', async () => {
  const wrong = await problem(connect({ url, key }).open({ channel: 'web', facts: { phone: '12', email: 'x' } }));
  expect(wrong).toMatchObject({ status: 422, code: 'impossible-phone' });
  expect(wrong.errors.map(({ pointer }) => pointer)).toEqual(['#/facts/phone', '#/facts/email']);
  expect(wrong.message).toContain('#/facts/email impossible-email');
  expect(await problem(connect({ url, key: 'ak_made_up' }).show('C-0000000000'))).toMatchObject({ status: 401 });
  expect(await problem(connect({ url, key }).show('C-0000000000'))).toMatchObject({
    status: 404,
    code: 'unknown-case',
  });
});

describe('where the API is not quite there', () => {
  type Turn = (request: IncomingMessage, response: ServerResponse) => void;
  let turns: Turn[] = [];
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    (turns.shift() ?? turn(200, {}))(request, response);
  });
  const turn =
    (status: number, body: unknown, headers: Record<string, string> = {}): Turn =>
    (_request, response) =>
      void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  const at = (more = {}) =>
    connect({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'k', ...more });
  beforeAll(async () => void (await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))));
  afterAll(() => void server.close());
  afterEach(() => {
    turns = [];
    keys.length = 0;
  });

  test('a change is asked again under the same name until it is answered', async () => {
    turns = [
      turn(503, '<html>bad gateway</html>', { 'retry-after': '0' }),
      turn(409, { code: 'idempotency-key-in-use' }, { 'retry-after': '0' }),
      (request) => request.socket.destroy(),
      turn(429, { code: 'too-many-requests' }, { 'retry-after': '0' }),
      turn(201, { caseId: 'C-1' }),
    ];
    expect(await at().open(REQUEST)).toEqual({ caseId: 'C-1' });
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('what was refused is not asked again, and nobody waits longer than they said', async () => {
    turns = [turn(409, { code: 'case-closed', detail: 'It is closed.' })];
    expect(await problem(at().send('C-1', 'HandOffCase', {}))).toMatchObject({ status: 409, message: 'It is closed.' });
    expect(keys).toHaveLength(1);
    turns = [turn(503, {}, { 'retry-after': '3600' })];
    expect(await problem(at().show('C-1'))).toMatchObject({ status: 503, code: 'unavailable' });
    turns = [() => undefined];
    expect(await problem(at({ withinMs: 50 }).show('C-1'))).toMatchObject({ status: 0 });
  });

  test('a list is read page by page to its end', async () => {
    turns = [turn(200, { items: [1, 2], nextCursor: 'a/b' }), turn(200, { items: [3], nextCursor: null })];
    const all: unknown[] = [];
    for await (const one of at().listAll({ open: true })) all.push(one);
    expect(all).toEqual([1, 2, 3]);
  });
});

test('it brings nothing along when it runs', () => {
  const reachable = reachableFrom('client/library/index.ts', sourceFiles('client', 'domain', 'database'));
  expect(reachable.filter(({ path }) => !path.startsWith('client/library/')).map(({ path }) => path)).toEqual([]);
  const outside = reachable.flatMap(({ imports }) => imports.filter(({ kind }) => kind !== 'type'));
  expect(outside.filter(({ target }) => !target.startsWith('client/library/'))).toEqual([]);
});
