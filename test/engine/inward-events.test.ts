import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aftercareOf, createParts, startOf } from '../../client/aftercare.ts';
import { UnavailableError } from '../../client/errors.ts';
import { type Engine, refusalsOf, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { startWorkers } from '../support/workers.ts';

const LOCKS = 'locks';
const NEIGHBOUR = 'neighbour';
const ERP = { kind: 'back-office', system: 'erp' } as const;
const BENCH = { kind: 'staff', personId: 'bench-1' } as const;
const DESK = { kind: 'staff', personId: 'desk-1' } as const;

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  const document = await loadPolicy('warranty-plan');
  await engine.aftercare.applyPolicy(LOCKS, document, 'Locks');
  await engine.aftercare.applyPolicy(NEIGHBOUR, document, 'Neighbour');
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});

const FACTS = {
  'customer-name': '沈禾',
  phone: '+8613800000251',
  address: '1 Harbour Road',
  'product-model': 'LOCK-7',
  'fault-description': 'does not open',
  proof: 'order',
  'delivery-date': '2026-02-20',
};

/** A repair whose unit is to be sent in, once the journal knows it. */
async function repair(serial: string, order: string, organisationId = LOCKS): Promise<string> {
  const facts = { ...FACTS, 'serial-number': serial, 'order-number': order };
  const body = { source: 'erp', reference: serial, channel: 'web', kind: 'repair', facts };
  const { caseId } = await engine.aftercare.openCase(organisationId, body, { by: ERP });
  await engine.aftercare.classify(organisationId, caseId, { grade: 'simple' }, { by: DESK });
  await inJournal(caseId, 'ItemOpened', organisationId);
  return caseId;
}

function inJournal(caseId: string, type: string, organisationId = LOCKS): Promise<void> {
  return vi.waitFor(async () => {
    const events = await engine.ledger(caseId, organisationId);
    if (!events.some((event) => event.type === type)) throw new Error(`${type} is not in the journal yet`);
  }, 20_000);
}

const event = (id: string, type: string, data: object, more: object = {}) => ({
  ...{ specversion: '1.0', id, source: '/erp', type, data },
  ...more,
});
const take = (raw: unknown, organisationId = LOCKS) => engine.aftercare.takeEvent(organisationId, raw, { by: ERP });
const advance = (caseId: string, item: string, step: string, more: object = {}) =>
  engine.aftercare.advanceItem(LOCKS, caseId, { item, step, ...more }, { by: BENCH });
const stepsOf = async (caseId: string) =>
  (await engine.ledger(caseId, LOCKS)).flatMap((one) =>
    one.type === 'ItemAdvanced' ? [`${one.itemId}.${one.step}`] : [],
  );
const viewOf = async (caseId: string) => (await engine.aftercare.showCase(LOCKS, caseId)).view;

describe('a parcel', () => {
  test('is found by the number it was sent under, taken once, and answered alike for ever', async () => {
    const caseId = await repair('SN-001', 'SO-001');
    await engine.aftercare.advanceItem(
      LOCKS,
      caseId,
      { item: 'bench', step: 'sent', reference: 'SF 100-1' },
      { by: { kind: 'customer' } },
    );
    await inJournal(caseId, 'ItemAdvanced');
    const arrived = event('p-1', 'parcel.received', { trackingNumber: 'sf100-1' });
    const taken = { outcome: 'applied', cases: [{ caseId, recorded: ['bench-1.received'] }], why: null };
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => take(arrived)));
    const answers = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of [...answers, await take(arrived)]) expect(answer).toEqual(taken);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(UnavailableError);
    await vi.waitFor(async () => expect(await stepsOf(caseId)).toEqual(['bench-1.sent', 'bench-1.received']));
    expect(await refusalsOf(take({ ...arrived, data: { caseId } }))).toEqual(['event-id-reused']);
    expect(await take(event('p-2', 'parcel.received', { caseId }))).toMatchObject({ why: 'nothing-waits' });
  });

  test('of nobody is nothing, and so is one of a neighbour', async () => {
    const caseId = await repair('SN-009', 'SO-009', NEIGHBOUR);
    expect(await take(event('p-3', 'parcel.received', { serialNumber: 'SN-009' }))).toMatchObject({ why: 'no-case' });
    expect(await refusalsOf(take(event('p-4', 'parcel.received', { caseId })))).toEqual(['unknown-case']);
    const own = await take(event('p-3', 'parcel.received', { serialNumber: 'sn009' }), NEIGHBOUR);
    expect(own).toMatchObject({ outcome: 'applied', cases: [{ caseId }] });
  });
});

describe('a payment', () => {
  test('of what was quoted accepts and pays it; another amount changes nothing', async () => {
    const caseId = await repair('SN-002', 'SO-002');
    await advance(caseId, 'bench', 'received');
    await advance(caseId, 'bench', 'diagnosed', { cause: 'user-damage' });
    await advance(caseId, 'quotation', 'sent', { labour: [{ code: 'bench', quantity: 1 }] });
    const pays = (id: string, amountMinor: number) =>
      take(event(id, 'payment.received', { orderNumber: 'SO-002', amountMinor, currency: 'CNY' }));
    expect(await pays('m-1', 7_999)).toMatchObject({ outcome: 'nothing', why: 'amount-differs' });
    expect(await pays('m-2', 8_000)).toMatchObject({
      cases: [{ caseId, recorded: ['quotation-1.accepted', 'quotation-1.paid'] }],
    });
  });
});

describe('an order that is delivered', () => {
  test('opens what the policy says, once an order, and brings the day', async () => {
    const data = { orderNumber: 'SO-003', on: '2026-03-08', opening: { facts: { 'product-model': 'LOCK-7' } } };
    const first = await take(event('d-1', 'order.delivered', data));
    expect(first).toMatchObject({ outcome: 'applied', cases: [{ recorded: ['opened'] }] });
    const [{ caseId } = { caseId: '' }] = first.cases;
    expect(await viewOf(caseId)).toMatchObject({ kind: 'installation', channel: 'back-office', source: 'event' });
    await inJournal(caseId, 'CaseOpened');
    const later = await take(event('d-2', 'order.delivered', { ...data, on: '2026-03-09' }));
    expect(later).toMatchObject({ cases: [{ caseId, recorded: ['delivery-date'] }] });
    const before = { time: '2026-03-07T10:00:00+08:00' };
    expect(await take(event('d-3', 'order.delivered', data, before))).toMatchObject({ why: 'overtaken' });
  });

  test('that opens a case with something wrong in it says where, and may be sent again when it is right', async () => {
    const wrong = event('d-4', 'order.delivered', { orderNumber: 'SO-004', opening: { facts: { region: 'moon' } } });
    const error = await take(wrong).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ refusals: [{ code: 'unknown-region', place: '/data/opening/facts/region' }] });
    const right = event('d-4', 'order.delivered', { orderNumber: 'SO-004' });
    expect(await take(right)).toMatchObject({ outcome: 'applied' });
  });
});

test('a unit of the register leads to its case, and a case that is opened has what the register knows', async () => {
  const facts = { 'product-model': 'LOCK-7', 'serial-number': 'SN-008' };
  await engine.aftercare.putEntry(LOCKS, 'units', 'E-8', { facts });
  const delivered = (id: string) => take(event(id, 'order.delivered', { unit: 'E-8', on: '2026-03-08' }));
  const [{ caseId } = { caseId: '' }] = (await delivered('u-1')).cases;
  expect(await viewOf(caseId)).toMatchObject({ kind: 'installation', productModel: 'LOCK-7' });
  await inJournal(caseId, 'CaseOpened');
  expect((await delivered('u-2')).cases).toEqual([{ caseId, recorded: ['delivery-date'] }]);
  const bySerial = await take(event('u-3', 'unit.installed', { serialNumber: 'sn 008', on: '2026-03-09' }));
  expect(bySerial.cases).toEqual([{ caseId, recorded: ['installation-date'] }]);
});

test('an event that was interrupted goes on where it stood, with what was planned then', async () => {
  const caseId = await repair('SN-005', 'SO-005');
  const parts = createParts({
    temporal: engine.temporal,
    pool: engine.database.pool,
    taskQueue: engine.parts.taskQueue,
  });
  const answerEvent = () => Promise.reject(new UnavailableError('The database does not answer.', null));
  const broken = aftercareOf(
    { ...parts, store: { ...parts.store, answerEvent } },
    startOf({ clockOffsetMs: engine.clockOffsetMs }),
  );
  const arrived = event('i-1', 'parcel.received', { caseId });
  await expect(broken.takeEvent(LOCKS, arrived, { by: ERP })).rejects.toBeInstanceOf(UnavailableError);
  expect((await viewOf(caseId)).items?.[0]?.step).toBe('received');
  expect(await take(arrived)).toEqual({
    ...{ outcome: 'applied', why: null },
    cases: [{ caseId, recorded: ['bench-1.received'] }],
  });
  await vi.waitFor(async () => expect(await stepsOf(caseId)).toEqual(['bench-1.received']));
});

test('a step counts from when it happened, or from now where the policy looks back no further', async () => {
  const early = await repair('SN-006', 'SO-006');
  await take(event('t-1', 'parcel.received', { caseId: early }, { time: '2026-02-01T10:00:00+08:00' }));
  await vi.waitFor(async () => expect(await stepsOf(early)).toEqual(['bench-1.received']));
  const received = (await engine.ledger(early, LOCKS)).find((one) => one.type === 'ItemAdvanced');
  expect(received?.atMs).toBeGreaterThan(Date.parse('2026-03-09T00:00:00+08:00'));
});

test('an event that comes as the case closes changes nothing and says so', async () => {
  const caseId = await repair('SN-007', 'SO-007');
  const closing = engine.aftercare.close(LOCKS, caseId, { outcome: 'withdrawn' }, { by: DESK });
  const taken = take(event('c-1', 'parcel.received', { caseId })).then(
    (answer) => answer.why ?? answer.cases[0]?.recorded.join(),
    async (error: unknown) => (await refusalsOf(Promise.reject(error))).join(),
  );
  await closing;
  const outcome = await taken;
  expect(['bench-1.received', 'case-closed', 'no-case']).toContain(outcome);
  await inJournal(caseId, 'CaseClosed');
  expect((await stepsOf(caseId)).includes('bench-1.received')).toBe(outcome === 'bench-1.received');
  expect(await take(event('c-2', 'parcel.received', { caseId }))).toMatchObject({ why: 'no-case' });
});

test('nothing that names somebody is kept of an event', async () => {
  const { rows } = await engine.database.pool.query('select inward_events::text as row from inward_events');
  expect(rows.length).toBeGreaterThan(8);
  for (const { row } of rows) expect(row).not.toMatch(/SO-0|SN-0|sf ?100|sn0|沈禾/i);
});

test('all that is wrong with an event is told, and it is refused whole', async () => {
  const codes = (raw: unknown) => refusalsOf(take(raw));
  expect(await codes({ specversion: '0.3', id: '', source: '/erp', type: 'order.lost', data: [] })).toEqual([
    ...['invalid-request', 'invalid-request', 'unknown-event', 'invalid-request'],
  ]);
  expect(await codes(event('w-1', 'payment.received', { orderNumber: 'SO-1' }))).toEqual(['invalid-request']);
  expect(await codes(event('w-2', 'parcel.received', {}, { time: '2031-01-01T00:00:00Z' }))).toEqual([
    'effective-in-future',
  ]);
  expect(await codes('{"specversion"')).toEqual(['invalid-request']);
});
