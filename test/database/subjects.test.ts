import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerEvent, leaseEvent, overtakenCases, releaseEvent } from '../../database/inward-events.ts';
import { commitBatch } from '../../database/journal.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { casesByFact, casesByParcel } from '../../database/subjects.ts';
import { eraseVault, putVault } from '../../database/vault.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { batch, event, ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const id of [ORGANISATION, 'elsewhere']) await putOrganisation(database.pool, { id, name: id });
});
afterAll(() => database.drop());

const keep = (id: string, caseId: string, lookUp: string) =>
  putVault(database.pool, ORGANISATION, [{ id, caseId, content: 'a number', lookUp }]);
const told = (seq: number, vaultId: string) =>
  event(seq, { type: 'FactsProvided', facts: { 'order-number': { vaultId } } });
const byOrder = (lookUp: string, organisationId = ORGANISATION) =>
  casesByFact(database.pool, organisationId, 'order-number', lookUp);

test('a case is found by its number as it is now, while it is open, by its own organisation', async () => {
  await keep('v-old', 'C-AAAAAAAAAA', 'l_old');
  await keep('v-new', 'C-AAAAAAAAAA', 'l_new');
  const [first, second] = [told(1, 'v-old'), told(2, 'v-new')];
  const caseView = view({ caseId: 'C-AAAAAAAAAA', closedAtMs: null, seq: 2 });
  await commitBatch(database.pool, { ...batch({ events: [first, second], view: caseView }), caseId: 'C-AAAAAAAAAA' });
  expect(await byOrder('l_new')).toEqual([{ caseId: 'C-AAAAAAAAAA', itemId: null }]);
  expect(await byOrder('l_old')).toEqual([]);
  expect(await byOrder('l_new', 'elsewhere')).toEqual([]);
  await eraseVault(database.pool, ORGANISATION, 'C-AAAAAAAAAA');
  expect(await byOrder('l_new')).toEqual([]);
});

test('a parcel is found by the last number of its line', async () => {
  const caseId = 'C-BBBBBBBBBB';
  await keep('v-there', caseId, 'l_there');
  await keep('v-back', caseId, 'l_back');
  const sent = (seq: number, step: string, referenceId: string) =>
    event(seq, {
      ...{ type: 'ItemAdvanced', itemId: 'bench-1', name: 'bench', step, values: { referenceId }, noteId: null },
    });
  const events = [sent(1, 'sent', 'v-there'), sent(2, 'shipped', 'v-back')];
  const caseView = view({ caseId, closedAtMs: null, seq: 2 });
  await commitBatch(database.pool, { ...batch({ events, view: caseView }), caseId });
  expect(await casesByParcel(database.pool, ORGANISATION, 'l_back')).toEqual([{ caseId, itemId: 'bench-1' }]);
  expect(await casesByParcel(database.pool, ORGANISATION, 'l_there')).toEqual([]);
});

const EVENT = { eventKey: 'e_1', fingerprint: 'f_1', type: 'order.delivered', atMs: 1_000 } as const;
const lease = (over: Partial<typeof EVENT> = {}, leaseMs = 60_000, organisationId = ORGANISATION) =>
  leaseEvent(database.pool, organisationId, { ...EVENT, ...over }, leaseMs);

test('of any number that take an event up one has it, until it is answered, let go or given up', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => lease()));
  expect(all.map(({ state }) => state).sort()).toEqual([...Array(7).fill('busy'), 'mine']);
  expect(await lease({}, 60_000, 'elsewhere')).toMatchObject({ state: 'mine' });
  await releaseEvent(database.pool, ORGANISATION, 'e_1', 'keep');
  expect(await lease({ atMs: 5_000 as 1_000 }, 0)).toMatchObject({ state: 'mine', atMs: 1_000 });
  expect(await lease()).toMatchObject({ state: 'mine' });
  expect(await lease({ fingerprint: 'f_2' as 'f_1' })).toEqual({ state: 'other' });
  await answerEvent(database.pool, ORGANISATION, 'e_1', { outcome: 'nothing' }, ['C-AAAAAAAAAA']);
  expect(await lease()).toEqual({ state: 'answered', answer: { outcome: 'nothing' } });
  await releaseEvent(database.pool, ORGANISATION, 'e_1', 'forget');
  expect((await lease()).state).toBe('answered');
});

test('a later event of the same type that was applied overtakes', async () => {
  const of = (type: 'order.delivered' | 'unit.installed', atMs: number) =>
    overtakenCases(database.pool, ORGANISATION, { type, atMs }, ['C-AAAAAAAAAA', 'C-BBBBBBBBBB']);
  expect(await of('order.delivered', 999)).toEqual(['C-AAAAAAAAAA']);
  expect(await of('order.delivered', 1_000)).toEqual([]);
  expect(await of('unit.installed', 1)).toEqual([]);
});
