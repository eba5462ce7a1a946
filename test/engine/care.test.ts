import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openLinkedCase } from '../../client/open-linked.ts';
import { type Engine, refusalsOf, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { startWorkers } from '../support/workers.ts';

const KEEPER = 'keeper';
const BY = { kind: 'back-office', system: 'erp' } as const;
const FACTS = {
  'customer-name': '沈禾',
  phone: '+8613800000241',
  'product-model': 'NET-24',
  'serial-number': 'NET24-00017',
};

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  await engine.aftercare.applyPolicy(KEEPER, await loadPolicy('seven-step-support'), 'Keeper');
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});

const open = (reference: string, facts: object = FACTS, over: object = {}) =>
  engine.aftercare.openCase(
    KEEPER,
    { source: 'erp', reference, channel: 'back-office', kind: 'care', facts, ...over },
    { by: BY },
  );

/** As the journal has it, which follows the answer. */
const openingOf = (caseId: string) =>
  vi.waitFor(async () => {
    const events = await engine.aftercare.timeline(KEEPER, caseId, { limit: 50 });
    const opened = events.find((event) => event.type === 'CaseOpened');
    if (opened === undefined) throw new Error('not in the journal yet');
    return opened;
  }, 20_000);

test('a unit is in care once, in a workflow of its own, whoever begins it', async () => {
  const { caseId, view } = await open('sale-1');
  expect(caseId).toMatch(/^U-/);
  expect(view).toMatchObject({ kind: 'care', stage: 'care' });
  const { type } = await engine.temporal.workflow.getHandle(`care:${KEEPER}:${caseId}`).describe();
  expect(type).toBe('customerCare');
  expect(await refusalsOf(open('sale-2', { ...FACTS, 'serial-number': 'net24 00017' }))).toEqual(['unit-in-care']);
});

test('a case that care opens is one, however often it is asked for, with its texts in rows of its own', async () => {
  await engine.aftercare.putEntry(KEEPER, 'customers', 'K-1', { facts: { email: 'shen@customer.example.com' } });
  const { caseId } = await open('sale-3', { ...FACTS, 'serial-number': 'NET24-00018' }, { customer: 'K-1' });
  const opened = await openingOf(caseId);
  const ask = () =>
    openLinkedCase(
      { temporal: engine.temporal, pool: engine.database.pool, taskQueue: engine.parts.taskQueue },
      {
        ...{ organisationId: KEEPER, caseId, noteId: null, locale: 'zh-CN', tier: 'standard', clockOffsetMs: 0 },
        linked: { kind: 'repair', because: 'quarterly.problem', ordinal: 1 },
        facts: opened.facts,
      },
    );
  const first = await ask();
  expect(await ask()).toEqual(first);
  if (!('caseId' in first)) throw new Error(first.code);
  expect(first.caseId).toMatch(/^C-/);
  const repair = await openingOf(first.caseId);
  const told = await engine.aftercare.personal(KEEPER, first.caseId);
  expect(told.find(({ name }) => name === 'serial-number')?.entry).toEqual({ kind: 'text', content: 'NET24-00018' });
  expect(repair.facts.phone).not.toEqual(opened.facts.phone);
  const forThem = await engine.aftercare.listCases(KEEPER, { customerId: 'K-1' }, { limit: 9 });
  expect(forThem.cases.map((one) => one.caseId).sort()).toEqual([caseId, first.caseId].sort());
});
