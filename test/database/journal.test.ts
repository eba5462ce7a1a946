import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { archiveCase, findArchive } from '../../database/archive.ts';
import { findCase } from '../../database/cases.ts';
import { caseEvents } from '../../database/events.ts';
import { commitBatch, JournalConflict } from '../../database/journal.ts';
import { settleMessage } from '../../database/message-attempts.ts';
import { listMessages } from '../../database/messages.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { findReceipt } from '../../database/receipts.ts';
import { putVault, sweepVault } from '../../database/vault.ts';
import type { JournalBatch } from '../../domain/case/journal.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { batch, event, intent, OPENED_AT_MS, ORGANISATION, view } from './fixtures.ts';

const CASE = 'C-ABCDEFGHJK';
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putOrganisation(database.pool, { id: 'elsewhere', name: 'Elsewhere' });
});
beforeEach(() => database.pool.query('truncate cases, case_events, messages, receipts, vault, archives'));
afterAll(() => database.drop());

const handedOff = event(1, { type: 'CaseHandedOff', leadId: 'li' });
const assigned = event(2, { type: 'TechnicianAssigned', technicianId: 'wang', how: 'ranked' });
const proposed = event(3, { type: 'AppointmentProposed', revision: 1, startMs: 10, endMs: 20 });

const first = batch({
  events: [handedOff, assigned],
  view: view({ seq: 2, technicianId: 'wang' }),
  messages: [intent()],
  receipts: [{ commandId: 'command-1', fingerprint: 'f1', seq: 1, atMs: OPENED_AT_MS + 1_000 }],
});
const second = batch({
  events: [proposed],
  view: view({ seq: 3, technicianId: 'wang', appointmentRevision: 1 }),
  messages: [intent({ key: 'k2', channel: 'email', params: { revision: 1, missing: ['phone'] } })],
});

async function everything(): Promise<unknown> {
  return {
    events: await caseEvents(database.pool, ORGANISATION, CASE),
    view: await findCase(database.pool, ORGANISATION, CASE),
    messages: (await listMessages(database.pool, ORGANISATION, { limit: 10 })).map(({ key, state }) => [key, state]),
    receipt: await findReceipt(database.pool, ORGANISATION, CASE, 'command-1'),
  };
}

test.each<[string, JournalBatch[]]>([
  ['in order', [first, second]],
  ['each twice', [first, first, second, second]],
  ['the later one first', [second, first]],
  ['the earlier one again at the end', [first, second, first]],
])('batches committed %s leave the same journal', async (_order, batches) => {
  for (const one of batches) await commitBatch(database.pool, one);
  expect(await everything()).toEqual({
    events: [handedOff, assigned, proposed],
    view: second.view,
    messages: expect.arrayContaining([
      [intent().key, 'planned'],
      ['k2', 'planned'],
    ]),
    receipt: first.receipts[0],
  });
});

test('the same batch from many workers at once is committed once', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => commitBatch(database.pool, i % 2 ? first : second)));
  expect(await caseEvents(database.pool, ORGANISATION, CASE)).toEqual([handedOff, assigned, proposed]);
});

test('another event under a seq that is taken is refused aloud, and nothing of its batch is kept', async () => {
  await commitBatch(database.pool, first);
  const other = event(2, { type: 'NobodyFits' });
  const conflicting = batch({ events: [other, proposed], view: view({ seq: 3 }), messages: [intent({ key: 'k3' })] });
  await expect(commitBatch(database.pool, conflicting)).rejects.toThrow(JournalConflict);
  await expect(commitBatch(database.pool, conflicting)).rejects.toMatchObject({ code: 'journal-conflict', seq: 2 });
  expect(await everything()).toMatchObject({ events: [handedOff, assigned], view: first.view });
});

test('the same type with another content under a taken seq is a conflict too', async () => {
  await commitBatch(database.pool, first);
  const other = event(2, { type: 'TechnicianAssigned', technicianId: 'zhao', how: 'ranked' });
  await expect(commitBatch(database.pool, batch({ events: [other] }))).rejects.toThrow(JournalConflict);
});

test('a batch that comes again does not plan a message anew that was sent meanwhile', async () => {
  await commitBatch(database.pool, first);
  await settleMessage(database.pool, ORGANISATION, intent().key, { state: 'sent' }, { settledAtMs: OPENED_AT_MS });
  await commitBatch(database.pool, first);
  expect(await listMessages(database.pool, ORGANISATION, { limit: 10 })).toMatchObject([{ state: 'sent' }]);
});

test('events can be read from where one left off', async () => {
  await commitBatch(database.pool, first);
  await commitBatch(database.pool, second);
  expect(await caseEvents(database.pool, ORGANISATION, CASE, { afterSeq: 1, limit: 1 })).toEqual([assigned]);
});

test('what Postgres can’t store in JSON never holds a case up', async () => {
  const strange = event(1, {
    type: 'FactsProvided',
    facts: { 'product-model': { value: 'a\u0000b\ud800c 😀 \\u0000' } },
  });
  await commitBatch(database.pool, batch({ events: [strange] }));
  await commitBatch(database.pool, batch({ events: [strange] }));
  expect(await caseEvents(database.pool, ORGANISATION, CASE)).toMatchObject([
    { facts: { 'product-model': { value: 'a\ufffdb\ufffdc 😀 \\u0000' } } },
  ]);
});

test('vault rows of a committed batch are swept no more', async () => {
  const rows = ['kept', 'left'].map((id) => ({ id, caseId: CASE, content: 'text' }));
  await putVault(database.pool, ORGANISATION, rows);
  await commitBatch(database.pool, batch({ events: [handedOff], vaultIds: ['kept'] }));
  expect(await sweepVault(database.pool, -60_000)).toBe(1);
  expect((await database.pool.query('select id from vault')).rows).toEqual([{ id: 'kept' }]);
});

test('two organisations may hold the same case id and keep their own', async () => {
  await commitBatch(database.pool, first);
  const theirs = { ...first, organisationId: 'elsewhere', view: view({ organisationId: 'elsewhere', round: 7 }) };
  await commitBatch(database.pool, { ...theirs, events: [event(1, { type: 'NobodyFits' })] });
  expect(await caseEvents(database.pool, ORGANISATION, CASE)).toEqual([handedOff, assigned]);
  expect(await findCase(database.pool, ORGANISATION, CASE)).toMatchObject({ round: 1 });
  expect(await findCase(database.pool, 'elsewhere', CASE)).toMatchObject({ round: 7 });
  expect(await findCase(database.pool, 'nobody', CASE)).toBeNull();
});

test('an archived case is one row, made anew only when more was recorded', async () => {
  await putVault(database.pool, ORGANISATION, [{ id: 'v1', caseId: CASE, content: 'A name' }]);
  await commitBatch(database.pool, { ...first, vaultIds: ['v1'] });
  await archiveCase(database.pool, ORGANISATION, CASE);
  await archiveCase(database.pool, ORGANISATION, CASE);
  await commitBatch(database.pool, second);
  await archiveCase(database.pool, ORGANISATION, CASE);
  const file = await findArchive(database.pool, ORGANISATION, CASE);
  expect(file).toMatchObject({ view: second.view, events: [handedOff, assigned, proposed], vaultIds: ['v1'] });
  expect(file?.messages).toHaveLength(2);
  expect(JSON.stringify(file)).not.toContain('A name');
});

test('a case the journal does not hold cannot be archived', async () => {
  await expect(archiveCase(database.pool, ORGANISATION, 'C-NOSUCHCASE')).rejects.toThrow('no case');
});

test('a message that the case gave up is settled in the ledger, and one that was sent stays sent', async () => {
  await commitBatch(database.pool, { ...first, messages: [intent(), intent({ key: 'k2' })] });
  await settleMessage(database.pool, ORGANISATION, 'k2', { state: 'sent' }, { providerId: 'SM1', settledAtMs: 5 });
  const givenUp = { type: 'MessageSettled', outcome: { state: 'refused', code: 'outside-hours' } } as const;
  const events = [event(3, { ...givenUp, key: intent().key }), event(4, { ...givenUp, key: 'k2' })];
  await commitBatch(database.pool, batch({ events, view: view({ seq: 4, technicianId: 'wang' }) }));
  const rows = await listMessages(database.pool, ORGANISATION, { caseId: CASE, limit: 10 });
  expect(rows.map(({ key, state, code }) => [key, state, code]).sort()).toEqual(
    [
      [intent().key, 'refused', 'outside-hours'],
      ['k2', 'sent', null],
    ].sort(),
  );
});
