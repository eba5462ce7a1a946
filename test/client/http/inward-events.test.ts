import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';

let api: TestApi;
let erp: string;
let caseId: string;

beforeAll(async () => {
  api = await startTestApi();
  erp = await api.key('back-office');
  const payload = { channel: 'back-office', source: 'erp', reference: 'R-1', facts: { wish: 'soon' } };
  caseId = (await api.ask(erp, { method: 'POST', url: '/v1/cases', payload })).json().caseId;
});
afterAll(() => api.stop());

const EVENT = {
  specversion: '1.0',
  id: 'e-1',
  source: '/erp',
  type: 'order.delivered',
  time: '2026-03-09T08:30:00+08:00',
};

/** As a system posts that knows nothing of Idempotency-Keys. */
function post(payload: string | object, headers: Record<string, string> = {}, key = erp) {
  const sent = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json', ...headers };
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return api.app.inject({ method: 'POST', url: '/v1/events', headers: sent, payload: text });
}

const days = () => api.gateway.commands.filter(({ type }) => type === 'ProvideFacts').length;

describe('an event from a system outside', () => {
  test('moves its case without an Idempotency-Key; repeated in either mode it counts once', async () => {
    const data = { openedAs: { source: 'erp', reference: 'R-1' }, on: '2026-03-08', carrier: 'known to us not' };
    const first = await post({ ...EVENT, data });
    expect([first.statusCode, first.json()]).toEqual([
      200,
      { outcome: 'applied', cases: [{ caseId, recorded: ['delivery-date'] }], why: null },
    ]);
    const binary = Object.fromEntries(Object.entries(EVENT).map(([name, value]) => [`ce-${name}`, value]));
    const repeats = await Promise.all([
      post({ ...EVENT, data }),
      post(data, { ...binary, 'ce-source': '%2Ferp', 'content-type': 'application/json' }),
    ]);
    for (const repeat of repeats) expect([repeat.statusCode, repeat.body]).toEqual([200, first.body]);
    expect(days()).toBe(1);
    expect(api.gateway.commands.at(-1)).toMatchObject({ by: { kind: 'back-office' } });
  });

  test('may bear a name in front of its type, and is refused whole when that is unknown', async () => {
    const known = await post({ ...EVENT, id: 'e-2', type: 'com.example.parcel.received', data: { caseId } });
    expect([known.statusCode, known.json().why]).toEqual([200, 'nothing-waits']);
    const unknown = await post({ ...EVENT, id: 'e-3', type: 'parcel.lost', data: { caseId } });
    expect([unknown.statusCode, unknown.json().errors]).toMatchObject([
      422,
      [{ code: 'unknown-event', pointer: '#/type' }],
    ]);
  });

  test('under the id of another is refused', async () => {
    const answer = await post({ ...EVENT, data: { caseId } });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'event-id-reused']);
  });

  test('about a case of somebody else finds nothing, as about one that does not exist', async () => {
    const theirs = await api.key('back-office', undefined, THEIRS);
    for (const about of [caseId, 'C-0000000000']) {
      const answer = await post({ ...EVENT, data: { caseId: about } }, {}, theirs);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'unknown-case']);
    }
    const { rows } = await api.database.pool.query('select organisation_id from inward_events');
    expect(new Set(rows.map(({ organisation_id }) => organisation_id))).toEqual(new Set([OURS]));
  });

  test.each([
    ['{"specversion":"1.0"', 'application/cloudevents+json', 400, 'not-json'],
    ['\u0000\u0001\u0002', 'application/cloudevents+json', 400, 'not-json'],
    ['{}', 'application/cloudevents+json', 422, 'invalid-request'],
    ['[]', 'application/json', 422, 'invalid-request'],
    ['<event/>', 'text/xml', 415, 'unsupported-media-type'],
    [JSON.stringify({ ...EVENT, data: 'x'.repeat(300_000) }), 'application/json', 413, 'body-too-large'],
  ])('that cannot be read is refused and nothing is kept: %#', async (payload, contentType, status, code) => {
    const before = days();
    const answer = await post(payload, { 'content-type': contentType });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(days()).toBe(before);
  });

  test('waits while its case takes no more inputs, and then counts', async () => {
    const waiting = { ...EVENT, id: 'e-9', data: { caseId, on: '2026-03-09' } };
    while (api.deps.inputsOfCase(`${OURS}/${caseId}`).allowed);
    const answer = await post(waiting);
    expect([answer.statusCode, answer.json().code]).toEqual([429, 'too-many-inputs']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});
