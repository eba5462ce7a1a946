import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OURS, startTestApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let desk: string;
let office: string;

beforeAll(async () => {
  api = await startTestApi();
  [desk, office] = await Promise.all([api.key('desk', 'desk-1'), api.key('back-office')]);
});
afterAll(() => api.stop());

const FACTS = { 'customer-name': '王莉', phone: '+8613912345678', 'fault-description': 'no picture' };
const open = (key: string, name: string, payload: object | string = { channel: 'hotline', facts: FACTS }) =>
  api.ask(key, { method: 'POST', url: '/v1/cases', payload, headers: { 'idempotency-key': name } });
const openings = () => api.gateway.commands.filter(({ type }) => type === 'OpenCase').length;

describe('a change is named by its caller and done once', () => {
  test('the same key twice in parallel opens one case', async () => {
    const before = openings();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => open(desk, 'parallel')));
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(openings()).toBe(before + 1);
    for (const busy of answers.filter(({ statusCode }) => statusCode === 409)) {
      expect(busy.headers['retry-after']).toBe('1');
      expect(busy.json()).toMatchObject({ code: 'idempotency-key-in-use' });
    }
    const again = await open(desk, 'parallel');
    expect(again.statusCode).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers.location).toBe(`/v1/cases/${again.json().caseId}`);
    expect(again.json()).toEqual(answers.find(({ statusCode }) => statusCode === 201)?.json());
    expect(openings()).toBe(before + 1);
  });

  test('another request under the key is refused', async () => {
    await open(desk, 'reused');
    const other = await open(desk, 'reused', { channel: 'web', facts: FACTS });
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ code: 'idempotency-key-reused' });
    // Somebody else's key of that name is another name.
    expect((await open(office, 'reused', { channel: 'web', facts: FACTS })).statusCode).toBe(201);
  });

  test('a day later, when the answer is forgotten, it is still the same case', async () => {
    const first = await open(desk, 'old');
    await api.database.pool.query('delete from idempotent_answers');
    const late = await open(desk, 'old');
    expect(late.statusCode).toBe(201);
    expect(late.headers['idempotency-replayed']).toBeUndefined();
    expect(late.json().caseId).toBe(first.json().caseId);
    await api.database.pool.query('delete from idempotent_answers');
    const other = await open(desk, 'old', { channel: 'web', facts: FACTS });
    expect(other.statusCode, other.body).toBe(422);
    expect(other.json()).toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('after the case is closed, a repeat gets the first answer, also when that is forgotten', async () => {
    const first = await open(desk, 'closed');
    const { caseId } = first.json();
    const closed = await api.ask(desk, {
      method: 'POST',
      url: `/v1/cases/${caseId}/close-case`,
      payload: { outcome: 'withdrawn' },
    });
    expect(closed.statusCode, closed.body).toBe(200);
    expect((await open(desk, 'closed')).json()).toEqual(first.json());
    await api.database.pool.query('delete from idempotent_answers');
    const late = await open(desk, 'closed');
    expect([late.statusCode, late.json().caseId]).toEqual([201, caseId]);
    expect(late.json().receipt).toEqual(first.json().receipt);
  });

  test('what was refused may be sent again when it is right, under the same key', async () => {
    const wrong = await open(desk, 'corrected', { channel: 'hotline', facts: { ...FACTS, phone: '12' } });
    expect(wrong.statusCode).toBe(422);
    expect((await open(desk, 'corrected')).statusCode).toBe(201);
  });

  test('a claim whose process died is taken over after a minute', async () => {
    await open(desk, 'dead');
    await api.database.pool.query(
      `update idempotent_answers set status = null, answer = null where key = 'dead' and organisation_id = $1`,
      [OURS],
    );
    expect((await open(desk, 'dead')).statusCode).toBe(409);
    await api.database.pool.query(
      `update idempotent_answers set claimed_at = now() - interval '61 seconds' where key = 'dead'`,
    );
    expect((await open(desk, 'dead')).statusCode).toBe(201);
  });

  test('without a name, or with one that no header should carry, nothing is done', async () => {
    for (const name of ['', 'x'.repeat(256), 'two words']) {
      const answer = await open(desk, name);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        code: 'idempotency-key-missing',
        type: '/problems/idempotency-key-missing',
      });
    }
  });

  test('no name of a customer is among what is kept for repeats', async () => {
    await open(desk, 'kept');
    const { rows } = await api.database.pool.query(
      'select row_to_json(idempotent_answers)::text as row from idempotent_answers',
    );
    expect(JSON.stringify(rows)).not.toMatch(/王莉|13912345678|no picture/);
  });
});

describe('two people at one case', () => {
  test('the slower one is told', async () => {
    const { caseId, case: view } = (await open(desk, 'two')).json();
    const contact = (etag: string) =>
      api.ask(desk, {
        method: 'POST',
        url: `/v1/cases/${caseId}/record-contact`,
        headers: { 'if-match': etag },
        payload: { channel: 'phone' },
      });
    const first = await contact(`"${view.seq}"`);
    expect(first.statusCode, first.body).toBe(200);
    const second = await contact(`"${view.seq}"`);
    expect(second.statusCode).toBe(412);
    expect(second.json()).toMatchObject({ code: 'case-changed' });
    expect((await contact(first.headers.etag as string)).statusCode).toBe(200);
    expect((await contact('"never"')).statusCode).toBe(412);
  });
});

describe('limits', () => {
  test('a case takes sixty inputs a minute, and other cases are served', async () => {
    const { caseId } = (await open(desk, 'busy')).json();
    const { caseId: other } = (await open(desk, 'quiet')).json();
    const contact = (one: string) =>
      api.ask(desk, { method: 'POST', url: `/v1/cases/${one}/record-contact`, payload: { channel: 'phone' } });
    const answers = [];
    for (let i = 0; i < 62; i += 1) answers.push(await contact(caseId));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.json()).toMatchObject({ code: 'too-many-inputs' });
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await contact(other)).statusCode).toBe(200);
  });

  test('an address asks 1,200 times a minute, whoever it is; another one is served, and so is a provider', async () => {
    const from = (remoteAddress: string, url = '/healthz') => api.app.inject({ url, remoteAddress });
    const statuses = new Map<number, number>();
    for (let i = 0; i < 1_210; i += 1) {
      const { statusCode } = await from('203.0.113.7');
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([
      [200, 1_200],
      [429, 10],
    ]);
    expect((await from('203.0.113.8')).statusCode).toBe(200);
    expect((await from('203.0.113.7', '/hooks/none')).statusCode).toBe(404);
  });

  test('numbers alike are not opened by the thousand, real customers elsewhere are served, and somebody is told', async () => {
    const pumped = (phone: string) => ({ channel: 'web', facts: { ...FACTS, phone } });
    let opened = 0;
    let refused = 0;
    for (let i = 0; i < 200; i += 1) {
      const phone = `+861391237${String(i).padStart(4, '0')}`;
      const answer = await open(office, `pump-${i}`, pumped(phone));
      if (answer.statusCode === 201) opened += 1;
      else {
        refused += 1;
        expect([answer.statusCode, answer.json().code]).toEqual([429, 'too-many-openings']);
      }
    }
    expect([opened, refused]).toEqual([30, 170]);
    expect((await open(office, 'elsewhere', pumped('+8613700001111'))).statusCode).toBe(201);
    expect(JSON.stringify(api.logged)).toContain('many numbers alike');
    expect(JSON.stringify(api.logged)).not.toContain('1391237');
  });

  test('a body may not be larger than 256 KB, and the limit is named', async () => {
    const large = await open(desk, 'large', { channel: 'hotline', facts: { ...FACTS, wish: 'x'.repeat(300_000) } });
    expect(large.statusCode).toBe(413);
    expect(large.json()).toMatchObject({ code: 'body-too-large', detail: expect.stringContaining('256 KB') });
    const report = await open(desk, 'larger', `"${'x'.repeat(10_000_000)}"`);
    expect(report.statusCode).toBe(413);
  });
});
