import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnavailableError } from '../../../client/errors.ts';
import { PROBLEMS } from '../../../client/http/problem.ts';
import { startTestApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let desk: string;

beforeAll(async () => {
  api = await startTestApi();
  desk = await api.key('desk', 'desk-1');
});
afterAll(() => api.stop());

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  api.ask(desk, { method: 'POST', url: '/v1/cases', payload: payload as object, headers });

describe('what is wrong with a request', () => {
  test('is told all at once, each with its place, and nothing personal is repeated', async () => {
    const answer = await post({ channel: 'pigeon', facts: { phone: '12-secret', email: 'secret@@x', nmae: 'secret' } });
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = answer.json();
    expect(problem.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['#/channel', 'invalid-request'],
      ['#/facts/phone', 'impossible-phone'],
      ['#/facts/email', 'impossible-email'],
      ['#/facts/nmae', 'unknown-fact'],
    ]);
    expect(problem).toMatchObject({
      status: 422,
      type: '/problems/invalid-request',
      requestId: answer.headers['request-id'],
    });
    expect(answer.body).not.toContain('secret');
    expect(JSON.stringify(api.logged)).not.toContain('secret');
  });

  test.each([
    ['{"channel":', 400, 'not-json'],
    ['[]', 422, 'invalid-request'],
    ['null', 422, 'invalid-request'],
    ['"text"', 422, 'invalid-request'],
    ['{"channel":"hotline","status":"closed","facts":{}}', 422, 'invalid-request'],
    ['{"channel":"hotline","by":"desk-2"}', 422, 'invalid-request'],
    ['{"__proto__":{"channel":"hotline"},"channel":"hotline","constructor":1}', 422, 'invalid-request'],
  ])('%s is refused', async (body, status, code) => {
    const answer = await post(body);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test.each([
    'call me',
    '12345',
    '+1 900 555 0199 0199',
    '++8613912345678',
    '＋８６１３９１２３４５６７８',
    '+86 139 1234 567O',
    '+8613912345678;ext=1',
    '+8610086',
  ])('%s is no number that anybody is texted at', async (phone) => {
    const answer = await post({ channel: 'web', facts: { 'customer-name': 'A', phone } });
    expect([answer.statusCode, answer.json().errors[0]]).toEqual([
      422,
      expect.objectContaining({ code: 'impossible-phone', pointer: '#/facts/phone' }),
    ]);
    expect(api.gateway.commands).toEqual([]);
  });

  test('headers that are too large end the connection, and the next request is served', async () => {
    const url = await api.app.listen({ host: '127.0.0.1', port: 0 });
    const ended = await fetch(`${url}/v1/cases`, {
      headers: { authorization: `Bearer ${'x'.repeat(1_000_000)}` },
    }).catch(() => ({ status: 431 }));
    expect([400, 431]).toContain(ended.status);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  const lists = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const objects = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
  test.each([
    ['/v1/cases', lists],
    ['/v1/cases', `{"channel":"web","facts":{"wish":${objects}}}`],
    ['/v1/cases/C-7K3M9P2QXA/provide-facts', objects],
    ['/v1/cases/C-7K3M9P2QXA/close-case', lists],
  ])('%s with a body nested thousands deep is refused', async (url, payload) => {
    const answer = await api.ask(desk, { method: 'POST', url, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'not-json']);
    expect(answer.json().errors[0].detail).toBe('Nest lists and objects 64 deep at most.');
  });

  test.each([
    ['GET', '/v1/cases?technician=%00', 400],
    ['GET', '/v1/cases?customer=a%00b', 400],
    ['GET', '/v1/cases/%00', 404],
    ['POST', '/hooks/twilio/%00/sms', 404],
    ['POST', '/hooks/mail/%00', 404],
    ['GET', '/v1/cases/%ff', 404],
    ['GET', '/l/%', 404],
  ] as const)('%s %s is told as a problem', async (method, url, status) => {
    const answer = await api.ask(desk, { method, url });
    expect([answer.statusCode, answer.json().status]).toEqual([status, status]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('a body of another type is not guessed at', async () => {
    const answer = await post('channel=hotline', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupported-media-type']);
  });

  test('an address is told which of its parameters is wrong', async () => {
    const answer = await api.ask(desk, { url: '/v1/cases?limit=0&stage=nowhere&colour=red' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'limit',
      'stage',
      'colour',
    ]);
    const cursor = await api.ask(desk, { url: '/v1/cases?cursor=made-up' });
    expect([cursor.statusCode, cursor.json().errors[0].parameter]).toEqual([400, 'cursor']);
  });

  test('an address that is nobody’s, and a method that it does not take', async () => {
    expect((await api.ask(desk, { url: '/v1/nothing' })).json()).toMatchObject({ status: 404, code: 'not-found' });
    const patched = await api.ask(desk, { method: 'PATCH', url: '/v1/cases' });
    expect([patched.statusCode, patched.headers.allow]).toEqual([405, 'POST, GET']);
  });

  test('every problem is explained where its type points', async () => {
    for (const code of [...Object.keys(PROBLEMS), 'wrong-stage']) {
      expect((await api.app.inject(`/problems/${code}`)).statusCode).toBe(200);
    }
    expect((await api.app.inject('/problems/none')).statusCode).toBe(404);
  });
});

describe('when a part is away', () => {
  test('the answer is 503, says when to come again, and the same key then succeeds', async () => {
    const headers = { 'idempotency-key': 'outage' };
    const request = { channel: 'hotline', facts: { 'customer-name': 'A', phone: '+8613912345678' } };
    for (let i = 0; i < 40; i += 1) api.gateway.faults.push(new UnavailableError('away', null));
    const away = await post(request, headers);
    expect([away.statusCode, away.json().code, away.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    api.gateway.faults.length = 0;
    expect((await post(request, headers)).statusCode).toBe(201);
  });

  test('a fault of ours says nothing of what was sent, and is logged without it', async () => {
    api.gateway.faults.push(new Error('exploded over +8613912345678'));
    const answer = await post({ channel: 'hotline', facts: { 'customer-name': 'B', phone: '+8613912345678' } });
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'fault']);
    expect(JSON.stringify([api.logged, answer.json()])).not.toContain('13912345678');
    expect(api.logged).toContainEqual(expect.objectContaining({ requestId: answer.json().requestId }));
  });

  test('readyz tells which, healthz only that this process lives', async () => {
    expect((await api.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await api.app.inject('/readyz')).json()).toEqual({ database: true, engine: true });
  });
});
