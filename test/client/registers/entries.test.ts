import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Aftercare } from '../../../client/aftercare.ts';
import { RefusedError } from '../../../client/errors.ts';
import { namedBy } from '../../../client/registers/named.ts';
import { parseWithoutRegister } from '../../../client/registers/without.ts';
import { view } from '../../database/fixtures.ts';
import { startTestApi, type TestApi } from '../../support/api.ts';
import { putCase } from '../../support/rows.ts';

const OURS = 'northwind';
const BY = { kind: 'back-office', system: 'erp' } as const;

let api: TestApi;
let aftercare: Aftercare;
beforeAll(async () => {
  api = await startTestApi();
  aftercare = api.deps.aftercare;
});
beforeEach(() => api.database.pool.query('truncate customers, units, case_references, cases, vault'));
afterAll(() => api.stop());

const LI = {
  tier: 'key',
  locale: 'en',
  facts: { 'customer-name': '李娜', phone: '+86 139 1234 5678', region: 'south', address: '1 Harbour Road' },
};
const UNIT = { customer: 'K-1', facts: { 'serial-number': 'SN-77 120', 'product-model': 'LK-200' } };
const put = (register: 'customers' | 'units', id: string, body: unknown, expected?: number) =>
  aftercare.putEntry(OURS, register, id, body, expected === undefined ? {} : { expected });

async function refusals(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedError)) throw new Error(`not refused: ${String(error)}`);
  return error.refusals.map(({ code, place }) => `${code} ${place}`.trim());
}

describe('an entry', () => {
  test('is kept as it was checked, with a revision for each change', async () => {
    expect(await put('customers', 'K-1', LI)).toMatchObject({ put: 'created', revision: 1 });
    expect(await put('customers', 'K-1', LI)).toMatchObject({ put: 'unchanged', revision: 1 });
    expect(await put('customers', 'K-1', { ...LI, tier: null })).toMatchObject({ put: 'changed', revision: 2 });
    const shown = await aftercare.showEntry(OURS, 'customers', 'K-1');
    expect(shown).toMatchObject({ revision: 2, body: { tier: null, locale: 'en' } });
    expect(shown.body?.facts.phone).toBe('+8613912345678');
    expect(await refusals(aftercare.showEntry('southwind', 'customers', 'K-1'))).toEqual(['unknown-customer']);
  });

  test('that somebody changed meanwhile is not changed over it', async () => {
    await put('customers', 'K-1', LI, 0);
    expect(await refusals(put('customers', 'K-1', LI, 0))).toEqual(['entry-changed']);
    await put('customers', 'K-1', { ...LI, tier: 'new' }, 1);
    expect(await refusals(put('customers', 'K-1', LI, 1))).toEqual(['entry-changed']);
  });

  test('of many who change it at once on the same revision one is not told', async () => {
    await put('customers', 'K-1', LI);
    const changes = Array.from({ length: 12 }, (_, i) => put('customers', 'K-1', { facts: { referrer: `R${i}` } }, 1));
    const done = await Promise.allSettled(changes);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await aftercare.showEntry(OURS, 'customers', 'K-1')).revision).toBe(2);
  });

  test('is refused for what it or the policy can’t know, all at once', async () => {
    const body = { tier: 'gold', facts: { phone: '12', 'serial-number': 'SN-1' } };
    expect((await refusals(put('customers', 'K-1', body))).sort()).toEqual([
      'impossible-phone /facts/phone',
      'invalid-request /tier',
      'unknown-fact /facts/serial-number',
    ]);
    expect(await refusals(put('customers', 'K-1', { facts: { region: 'moon' } }))).toEqual([
      'unknown-region /facts/region',
    ]);
    expect(await refusals(put('customers', 'K-1', { locale: 'sv' }))).toEqual(['unknown-locale /locale']);
    expect(await refusals(put('customers', 'Li Na', {}))).toEqual(['invalid-request /id']);
  });

  test('lists by id, in pages, of what is asked for', async () => {
    for (const id of ['K-3', 'K-1', 'K-2']) await put('customers', id, id === 'K-2' ? {} : LI);
    const first = await aftercare.listEntries(OURS, 'customers', {}, { limit: 2 });
    expect(first.entries.map(({ id }) => id)).toEqual(['K-1', 'K-2']);
    const next = await aftercare.listEntries(OURS, 'customers', {}, { limit: 2, after: first.nextCursor ?? '' });
    expect(next.entries.map(({ id }) => id)).toEqual(['K-3']);
    expect(next.nextCursor).toBeNull();
    const key = await aftercare.listEntries(OURS, 'customers', { tier: 'key', region: 'south' }, { limit: 9 });
    expect(key.entries.map(({ id }) => id)).toEqual(['K-1', 'K-3']);
    await expect(aftercare.listEntries(OURS, 'customers', {}, { limit: 2, after: 'x' })).rejects.toThrow('cursor');
  });
});

describe('a unit', () => {
  test('belongs to a customer who is there, and has its serial number alone', async () => {
    expect(await refusals(put('units', 'U-1', UNIT))).toEqual(['unknown-customer /customer']);
    await put('customers', 'K-1', LI);
    await put('units', 'U-1', UNIT);
    const twin = { customer: null, facts: { 'serial-number': 'sn77120' } };
    expect(await refusals(put('units', 'U-2', twin))).toEqual(['unit-elsewhere /facts/serial-number']);
    await put('units', 'U-1', { customer: 'K-1' });
    expect(await put('units', 'U-2', twin)).toMatchObject({ put: 'created' });
  });
});

describe('forgetting a customer', () => {
  test('leaves an id that nobody may use, and units that lead to nobody', async () => {
    await put('customers', 'K-1', LI);
    await put('units', 'U-1', UNIT);
    await aftercare.eraseEntry(OURS, 'customers', 'K-1');
    await aftercare.eraseEntry(OURS, 'customers', 'K-1');
    expect(await refusals(aftercare.showEntry(OURS, 'customers', 'K-1'))).toEqual(['entry-erased']);
    expect(await refusals(put('customers', 'K-1', LI))).toEqual(['entry-erased']);
    expect((await aftercare.showEntry(OURS, 'units', 'U-1')).body).toEqual({
      customer: null,
      facts: { 'product-model': 'LK-200' },
    });
    const rows = await api.database.pool.query(
      'select t::text as row from customers t union select t::text from units t',
    );
    expect(rows.rows.map(({ row }) => row).join()).not.toMatch(/李娜|13912345678|Harbour|SN-77/);
    expect(await refusals(aftercare.eraseEntry(OURS, 'customers', 'K-9'))).toEqual(['unknown-customer']);
  });
});

describe('a case that names an entry', () => {
  const request = (over: object) => ({
    channel: 'web',
    source: 'erp',
    facts: { 'fault-description': 'dark' },
    ...over,
  });
  const opened = () => {
    const command = api.gateway.commands.at(-1);
    if (command?.type !== 'OpenCase') throw new Error('no case was opened');
    return command;
  };
  const texts = async () => {
    const { rows } = await api.database.pool.query<{ content: string }>('select content from vault');
    return rows.map(({ content }) => content);
  };

  test('takes the facts it does not say itself, the unit’s before the customer’s', async () => {
    await put('customers', 'K-1', LI);
    await put('units', 'U-1', { ...UNIT, facts: { ...UNIT.facts, region: 'north' } });
    const body = request({ reference: 'R-1', unit: 'U-1', facts: { 'fault-description': 'dark', address: '2 Quay' } });
    await aftercare.openCase(OURS, body, { by: BY });
    expect(opened()).toMatchObject({
      tier: 'key',
      locale: 'en',
      facts: { region: { value: 'north' }, 'product-model': { value: 'LK-200' } },
    });
    expect(JSON.stringify(opened())).not.toMatch(/李娜|K-1|U-1|Harbour/);
    expect((await texts()).sort()).toEqual(['+8613912345678', '2 Quay', 'SN-77 120', 'dark', '李娜'].sort());
  });

  test('is the same case when the request is sent again after the register changed', async () => {
    await put('customers', 'K-1', LI);
    const body = request({ reference: 'R-2', customer: 'K-1' });
    const first = await aftercare.openCase(OURS, body, { by: BY });
    await put('customers', 'K-1', { ...LI, tier: 'new', facts: {} });
    expect((await aftercare.openCase(OURS, body, { by: BY })).receipt).toEqual(first.receipt);
    expect(await refusals(aftercare.openCase(OURS, request({ reference: 'R-2' }), { by: BY }))).toEqual([
      'reference-reused /reference',
    ]);
  });

  test('is refused where nobody is called so, or was erased', async () => {
    expect(await refusals(aftercare.openCase(OURS, request({ customer: 'K-9' }), { by: BY }))).toEqual([
      'unknown-customer /customer',
    ]);
    await put('customers', 'K-1', LI);
    await aftercare.eraseEntry(OURS, 'customers', 'K-1');
    expect(await refusals(aftercare.openCase(OURS, request({ customer: 'K-1' }), { by: BY }))).toEqual([
      'entry-erased /customer',
    ]);
  });

  test('hands them on to the next one, as far as they are still there', async () => {
    await put('customers', 'K-1', LI);
    await put('units', 'U-1', UNIT);
    const { caseId } = await aftercare.openCase(OURS, request({ reference: 'R-5', unit: 'U-1' }), { by: BY });
    expect(await namedBy(api.deps.store, OURS, caseId)).toEqual({ customer: 'K-1', unit: 'U-1' });
    await aftercare.eraseEntry(OURS, 'customers', 'K-1');
    expect(await namedBy(api.deps.store, OURS, caseId)).toEqual({ unit: 'U-1' });
    expect(await namedBy(api.deps.store, OURS, 'C-0000000000')).toEqual({});
  });

  test('is none of a scenario, where there is no register', () => {
    const parsed = parseWithoutRegister('OpenCase', request({ unit: 'U-1' }));
    expect(parsed).toMatchObject({ refusals: [{ code: 'unknown-unit', place: '/unit' }] });
    expect(parseWithoutRegister('OpenCase', request({}))).toHaveProperty('request');
  });

  test('is listed with those that were opened for the same', async () => {
    await put('customers', 'K-1', LI);
    await put('units', 'U-1', UNIT);
    const one = await aftercare.openCase(OURS, request({ reference: 'R-3', unit: 'U-1' }), { by: BY });
    await aftercare.openCase(OURS, request({ reference: 'R-4' }), { by: BY });
    for (const caseId of [one.caseId, 'C-0000000000']) await putCase(api.database.pool, view({ caseId }));
    const of = async (filter: object) =>
      (await aftercare.listCases(OURS, filter, { limit: 9 })).cases.map(({ caseId }) => caseId);
    expect(await of({ customerId: 'K-1' })).toEqual([one.caseId]);
    expect(await of({ unitId: 'U-1' })).toEqual([one.caseId]);
    expect(await of({ customerId: 'K-2' })).toEqual([]);
  });
});
