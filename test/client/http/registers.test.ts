import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { view } from '../../database/fixtures.ts';
import { NOW_MS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';
import { putCase } from '../../support/rows.ts';

let api: TestApi;
let erp: string;
let administrator: string;
beforeAll(async () => {
  api = await startTestApi();
  erp = await api.key('back-office');
  administrator = await api.key('administrator');
});
afterAll(() => api.stop());

const LI = { tier: 'key', facts: { 'customer-name': 'Marker-name', phone: '+8613912345678', region: 'south' } };
const put = (url: string, payload: object, headers: Record<string, string> = {}, key = erp) =>
  api.ask(key, { method: 'PUT', url, payload, headers });
const csv = { 'content-type': 'text/csv' };

describe('customers and units over HTTP', () => {
  test('are entered, changed on the revision that was read, listed and forgotten', async () => {
    const entered = await put('/v1/customers/K-1', LI);
    expect([entered.statusCode, entered.headers.etag], entered.body).toEqual([201, '"1"']);
    // An answer to a change is kept, so nobody is in it.
    expect(entered.json()).toEqual({ id: 'K-1', revision: 1, put: 'created' });
    expect((await put('/v1/customers/K-1', { ...LI, tier: 'new' }, { 'if-match': '"1"' })).statusCode).toBe(200);
    const stale = await put('/v1/customers/K-1', LI, { 'if-match': '"1"' });
    expect([stale.statusCode, stale.json().code]).toEqual([412, 'entry-changed']);
    expect((await put('/v1/customers/K-1', LI, { 'if-match': '"other"' })).statusCode).toBe(412);

    const shown = await api.ask(erp, { url: '/v1/customers/K-1' });
    expect(shown.headers.etag).toBe('"2"');
    expect(shown.json()).toMatchObject({ id: 'K-1', revision: 2, tier: 'new', facts: LI.facts });
    const listed = await api.ask(erp, { url: '/v1/customers?region=south&tier=new' });
    expect(listed.json()).toMatchObject({ items: [{ id: 'K-1' }], hasMore: false });

    expect((await put('/v1/units/U-1', { customer: 'K-1', facts: { 'serial-number': 'SN-1' } })).statusCode).toBe(201);
    const twin = await put('/v1/units/U-2', { facts: { 'serial-number': 'sn1' } });
    expect([twin.statusCode, twin.json().code]).toEqual([409, 'unit-elsewhere']);
    expect((await api.ask(erp, { url: '/v1/units?customer=K-1' })).json().items).toHaveLength(1);

    expect((await api.ask(erp, { method: 'DELETE', url: '/v1/customers/K-1' })).statusCode).toBe(204);
    expect((await api.ask(erp, { url: '/v1/customers/K-1' })).statusCode).toBe(410);
    expect((await put('/v1/customers/K-1', LI)).statusCode).toBe(410);
    expect(JSON.stringify(api.logged)).not.toContain('Marker-name');
    const kept = await api.database.pool.query('select t::text as row from idempotent_answers t');
    expect(JSON.stringify(kept.rows)).not.toMatch(/Marker-name|1391234/);
  });

  test('of another organisation are not there', async () => {
    await put('/v1/customers/K-2', LI);
    const stranger = await api.key('back-office', undefined, THEIRS);
    const theirs = await api.ask(stranger, { url: '/v1/customers/K-2' });
    const nobody = await api.ask(stranger, { url: '/v1/customers/K-99' });
    expect([theirs.statusCode, theirs.json().code]).toEqual([404, 'unknown-customer']);
    expect(nobody.json().code).toBe('unknown-customer');
    expect((await api.ask(stranger, { method: 'DELETE', url: '/v1/customers/K-2' })).statusCode).toBe(404);
  });

  test('are for those who speak with customers, and kept by those who enter them', async () => {
    for (const role of ['auditor', 'technician'] as const) {
      const key = await api.key(role, role === 'technician' ? 'tech-1' : undefined);
      expect((await api.ask(key, { url: '/v1/customers' })).statusCode).toBe(403);
    }
    const head = await api.key('head', 'head-1');
    expect((await api.ask(head, { url: '/v1/customers' })).statusCode).toBe(200);
    expect((await put('/v1/customers/K-3', LI, {}, head)).statusCode).toBe(403);
  });

  test('are named by a case that is opened', async () => {
    await put('/v1/customers/K-4', LI);
    const payload = { channel: 'web', customer: 'K-4', facts: { 'fault-description': 'dark' } };
    const opened = await api.ask(erp, { method: 'POST', url: '/v1/cases', payload });
    expect(opened.statusCode, opened.body).toBe(201);
    expect(opened.json().case).toMatchObject({ tier: 'key', region: 'south' });
    const unknown = await api.ask(erp, { method: 'POST', url: '/v1/cases', payload: { ...payload, customer: 'K-5' } });
    expect([unknown.statusCode, unknown.json().errors[0].pointer]).toEqual([422, '#/customer']);
  });
});

describe('technicians over HTTP', () => {
  test('are people of the policy, reached by whoever works with them', async () => {
    const listed = await api.ask(erp, { url: '/v1/technicians?region=north&limit=1' });
    expect(listed.json()).toMatchObject({ items: [{ id: 'tech-3', name: '魏安', openCases: 0 }], hasMore: true });
    const next = await api.ask(erp, { url: `/v1/technicians?region=north&cursor=${listed.json().nextCursor}` });
    expect(next.json().items.map(({ id }: { id: string }) => id)).toEqual(['tech-4']);
    expect((await api.ask(erp, { url: '/v1/technicians/desk-1' })).json()).toMatchObject({ phone: '+8613900000001' });
    const auditor = await api.key('auditor');
    expect((await api.ask(auditor, { url: '/v1/technicians/tech-1' })).json()).not.toHaveProperty('phone');
    expect((await api.ask(erp, { url: '/v1/technicians/nobody' })).statusCode).toBe(404);
    expect((await api.ask(erp, { url: '/v1/policies/active' })).json()).not.toHaveProperty('source');
  });

  test('are changed by a version of the policy, on the version that was read', async () => {
    const before = await api.ask(administrator, { url: '/v1/technicians/tech-3' });
    const etag = String(before.headers.etag);
    const { id: _, openCases: __, certificates: ___, ...person } = before.json();
    const certificates = { 'electrical-safety': '2027-11-30' };
    const url = '/v1/technicians/tech-3';
    const changed = { ...person, certificates, maxOpenCases: 2 };
    const done = await put(url, changed, { 'if-match': etag }, administrator);
    expect(done.statusCode, done.body).toBe(200);
    expect((await api.ask(administrator, { url })).json()).toMatchObject({ maxOpenCases: 2, skills: person.skills });
    expect((await put(url, changed, { 'if-match': etag }, administrator)).statusCode).toBe(412);
    const wrong = await put(url, { ...changed, hours: 'nights', nam: 'x' }, {}, administrator);
    expect([wrong.statusCode, wrong.json().errors[0].pointer]).toEqual([422, '#/nam']);
    expect((await put(url, changed)).statusCode).toBe(403);
  });
});

describe('appointments over HTTP', () => {
  test('are a technician’s own, whomever they ask for', async () => {
    for (const [caseId, technicianId] of [
      ['C-0000000001', 'tech-1'],
      ['C-0000000002', 'tech-2'],
    ] as const) {
      const at = { startMs: NOW_MS, endMs: NOW_MS + 3_600_000, status: 'proposed', remindAtMs: null } as const;
      await putCase(api.database.pool, view({ caseId, technicianId, appointment: { revision: 1, ...at } }));
    }
    const key = await api.key('technician', 'tech-1');
    const seen = async (asker: string) =>
      (await api.ask(asker, { url: '/v1/appointments?technician=tech-2&fromMs=0' })).json().items;
    expect(await seen(key)).toMatchObject([{ caseId: 'C-0000000001' }]);
    expect(await seen(erp)).toMatchObject([{ caseId: 'C-0000000002', startMs: NOW_MS, status: 'proposed' }]);
    expect((await api.ask(erp, { url: '/v1/appointments?fromMs=soon' })).statusCode).toBe(400);
  });
});

describe('imports over HTTP', () => {
  const send = (what: string, payload: string, key = erp, query = '', headers: Record<string, string> = csv) =>
    api.ask(key, { method: 'POST', url: `/v1/imports/${what}${query}`, payload, headers });

  test('tell of each row what became of it, or would', async () => {
    const file = 'id,customer-name,region\nK-10,Nora,south\nK-11,Nora,Nora';
    const dry = await send('customers', file, erp, '?dryRun=true');
    expect(dry.json()).toMatchObject({ applied: false, counts: { created: 1, refused: 1 } });
    expect((await api.ask(erp, { url: '/v1/customers/K-10' })).statusCode).toBe(404);
    const done = await send('customers', file);
    expect(done.statusCode, done.body).toBe(200);
    expect(done.json().rows).toEqual([
      { line: 2, id: 'K-10', outcome: 'created' },
      {
        line: 3,
        id: 'K-11',
        outcome: 'refused',
        errors: [{ code: 'unknown-region', detail: expect.stringContaining('no region …'), column: 'region' }],
      },
    ]);
    expect(done.body).not.toContain('Nora');
  });

  test('of prices are for whoever decides what is promised', async () => {
    expect((await send('prices', 'list,code,price\nparts,battery,99')).statusCode).toBe(403);
    const done = await send('prices', 'list,code,price\nparts,battery,99', administrator);
    expect(done.json()).toMatchObject({ applied: true, counts: { changed: 1 } });
  });

  test('take CSV only, and say what can’t be read', async () => {
    expect((await send('customers', '{}', erp, '', {})).statusCode).toBe(415);
    const wrong = await send('customers', 'fone\n1');
    expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'invalid-request']);
    expect((await send('customers', `id\n${'K-1\n'.repeat(70_000)}`)).statusCode).toBe(413);
  });
});
