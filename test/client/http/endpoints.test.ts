import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';

let api: TestApi;
let admin: string;
let theirs: string;

beforeAll(async () => {
  api = await startTestApi();
  [admin, theirs] = await Promise.all([api.key('administrator'), api.key('administrator', undefined, THEIRS)]);
});
afterAll(() => api.stop());

const post = (url: string, payload?: object, headers = {}) =>
  api.ask(admin, { method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
const URL_OF = (name: string) => `https://erp.example.com/${name}`;

test('an endpoint is added with a secret that is shown then and never again', async () => {
  const added = await post('/v1/endpoints', { url: URL_OF('a'), events: ['case.*', 'message.sent'] });
  expect(added.statusCode, added.body).toBe(201);
  const { endpoint, secret } = added.json();
  expect(endpoint).toMatchObject({ url: URL_OF('a'), state: 'enabled', types: ['case.*', 'message.sent'], waiting: 0 });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const shown = await api.ask(admin, { url: `/v1/endpoints/${endpoint.id}` });
  expect(shown.json()).toEqual(endpoint);
  const listed = await api.ask(admin, { url: '/v1/endpoints' });
  expect(listed.body).not.toContain('whsec_');
});

test('the same change sent again adds one and gives its secret, also when the first answer is forgotten', async () => {
  const headers = { 'idempotency-key': 'add-once' };
  const first = await post('/v1/endpoints', { url: URL_OF('once') }, headers);
  await api.database.pool.query('delete from idempotent_answers');
  const again = await post('/v1/endpoints', { url: URL_OF('once') }, headers);
  expect(again.json()).toEqual(first.json());
});

test('it is disabled, enabled, given another secret and removed', async () => {
  const { endpoint, secret } = (await post('/v1/endpoints', { url: URL_OF('life') })).json();
  const at = `/v1/endpoints/${endpoint.id}`;
  expect((await post(`${at}/disable`)).json()).toMatchObject({ state: 'disabled', code: 'by-hand' });
  expect((await post(`${at}/enable`)).json()).toMatchObject({ state: 'enabled', code: null });
  const rotated = await post(`${at}/rotate`, {});
  expect(rotated.json().secret).toMatch(/^whsec_/);
  expect(rotated.json().secret).not.toBe(secret);
  const [target] = await api.deps.aftercare.outwardTargets(OURS, endpoint.id);
  expect(target?.secrets).toEqual([rotated.json().secret, secret]);
  expect((await api.ask(admin, { method: 'DELETE', url: at })).statusCode).toBe(204);
  expect((await api.ask(admin, { url: at })).json()).toMatchObject({ status: 404, code: 'unknown-endpoint' });
});

test('an address is kept as it is asked for, whatever was typed', async () => {
  for (const [typed, kept] of [
    [' https://ERP.example.com/a b\u0000\ud800 ', 'https://erp.example.com/a%20b%00%EF%BF%BD'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ]) {
    const added = await post('/v1/endpoints', { url: typed });
    expect([added.statusCode, added.json().endpoint?.url]).toEqual([201, kept]);
  }
});

describe('what is refused, with the place', () => {
  test.each([
    [{ url: 'http://erp.example.com/' }, 'endpoint-address', '#/url'],
    [{ url: 'https://user:word@erp.example.com/' }, 'endpoint-address', '#/url'],
    [{ url: 'https://erp.example.com/#x' }, 'endpoint-address', '#/url'],
    [{ url: 'file:///etc/passwd' }, 'endpoint-address', '#/url'],
    [{ url: `https://erp.example.com/${'x'.repeat(2_000)}` }, 'endpoint-address', '#/url'],
    [{ url: 'https://127.0.0.1/' }, 'private-address', '#/url'],
    [{ url: 'https://localhost/' }, 'private-address', '#/url'],
    [{ url: 'https://[::ffff:169.254.169.254]/latest' }, 'private-address', '#/url'],
    [{ url: 'https://2130706433/' }, 'private-address', '#/url'],
    [{ url: URL_OF('x'), events: ['case.openend'] }, 'unknown-event-type', '#/events'],
    [{ url: URL_OF('x'), events: [] }, 'invalid-request', '#/events'],
  ])('%o', async (payload, code, pointer) => {
    const answer = await post('/v1/endpoints', payload);
    expect([answer.statusCode, answer.json().errors[0].code, answer.json().errors[0].pointer]).toEqual([
      422,
      code,
      pointer,
    ]);
  });

  test('another organisation’s endpoint is answered like one that does not exist', async () => {
    const { endpoint } = (await post('/v1/endpoints', { url: URL_OF('ours') })).json();
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/enable'],
      ['POST', '/disable'],
      ['POST', '/rotate'],
      ['DELETE', ''],
    ] as const) {
      const url = `/v1/endpoints/${endpoint.id}${path}`;
      const payload = path === '/rotate' ? { payload: {} } : {};
      const answer = await api.ask(theirs, { method, url, ...payload });
      expect([method, path, answer.statusCode, answer.json().code]).toEqual([method, path, 404, 'unknown-endpoint']);
    }
    expect((await api.ask(admin, { url: `/v1/endpoints/${endpoint.id}` })).json().state).toBe('enabled');
  });
});
