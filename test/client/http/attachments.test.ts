import { afterAll, beforeAll, expect, test } from 'vitest';
import { OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';
import { fileBytes } from '../../support/files.ts';
import { request } from '../../support/requests.ts';

let api: TestApi;
let caseId: string;
let fileId: string;
const DESK = { kind: 'staff', personId: 'desk-1' } as const;
const content = fileBytes('image/png');

beforeAll(async () => {
  api = await startTestApi();
  const { aftercare } = api.deps;
  ({ caseId } = await aftercare.openCase(OURS, request('files'), { by: DESK }));
  api.gateway.standings = 'running';
  const file = { kind: null, name: 'door.png', content };
  fileId = (await aftercare.attach(OURS, caseId, file, { kind: 'customer' })).id;
});
afterAll(() => api.stop());

const get = async (key: string, tail = '') => api.ask(key, { url: `/v1/cases/${caseId}/attachments${tail}` });

test('the files of a case are listed and fetched, and never shown in place', async () => {
  const desk = await api.key('desk', 'desk-1');
  expect((await get(desk)).json()).toEqual({
    items: [expect.objectContaining({ id: fileId, kind: 'photo', mediaType: 'image/png', name: 'door.png' })],
  });
  const fetched = await get(desk, `/${fileId}`);
  expect(fetched.rawPayload.equals(content)).toBe(true);
  expect(fetched.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'attachment',
    'x-content-type-options': 'nosniff',
  });
  const other = await get(desk, '/a_000000000000000000000000');
  expect([other.statusCode, other.json().code]).toEqual([404, 'unknown-attachment']);
});

test('they are for those who may know the customer', async () => {
  expect((await get(await api.key('auditor'))).statusCode).toBe(403);
  expect((await get(await api.key('technician', 'tech-1'))).statusCode).toBe(404);
  expect((await get(await api.key('desk', 'desk-1', THEIRS), `/${fileId}`)).statusCode).toBe(404);
});
