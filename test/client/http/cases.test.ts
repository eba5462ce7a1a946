import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let desk: string;

beforeAll(async () => {
  api = await startTestApi();
  desk = await api.key('desk', 'desk-1');
});
afterAll(() => api.stop());

const REQUEST = {
  channel: 'hotline',
  source: 'erp',
  reference: 'R-1',
  facts: {
    'customer-name': '王莉',
    phone: '+8613912345678',
    'fault-description': 'no picture',
    'product-model': 'LK-200',
  },
};

describe('a case over HTTP', () => {
  test('is opened with its number in one round trip, steered and read', async () => {
    const opened = await api.ask(desk, { method: 'POST', url: '/v1/cases', payload: REQUEST });
    expect(opened.statusCode, opened.body).toBe(201);
    const { caseId, case: view } = opened.json();
    expect(opened.headers.location).toBe(`/v1/cases/${caseId}`);
    expect(caseId).toMatch(/^C-/);

    const shown = await api.ask(desk, { url: `/v1/cases/${caseId}` });
    expect(shown.json()).toMatchObject({ from: 'workflow', case: { caseId, seq: view.seq } });
    expect(shown.headers.etag).toBe(`"${view.seq}"`);

    const provided = await api.ask(desk, {
      method: 'POST',
      url: `/v1/cases/${caseId}/provide-facts`,
      headers: { 'if-match': `"${view.seq}"` },
      payload: { facts: { address: '1 Harbour Road' }, by: 'customer' },
    });
    expect(provided.statusCode, provided.body).toBe(200);
    expect(api.gateway.commands.at(-1)?.by).toEqual({ kind: 'customer' });
  });
});
