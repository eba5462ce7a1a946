import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashAddress, noteConsent } from '../../database/consents.ts';
import { commitBatch } from '../../database/journal.ts';
import { findOrganisation, putOrganisation } from '../../database/organisations.ts';
import { createPool } from '../../database/pool.ts';
import { eraseVault, putVault, readVault, sweepVault } from '../../database/vault.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { isOptedOut } from '../support/rows.ts';
import { batch, ORGANISATION } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putOrganisation(database.pool, { id: 'elsewhere', name: 'Elsewhere' });
});
beforeEach(() => database.pool.query('truncate vault, consents'));
afterAll(() => database.drop());

const put = (id: string, content: string, caseId = 'a', organisationId = ORGANISATION): Promise<void> =>
  putVault(database.pool, organisationId, [{ id, caseId, content }]);
const read = (...ids: string[]) => readVault(database.pool, ORGANISATION, ids);

test('a text is kept as typed, and an id keeps what it has', async () => {
  await put('v1', 'Ada “<b>” \r\n {{ name }} 😀');
  await put('v1', 'other');
  expect(await read('v1')).toEqual({ v1: { kind: 'text', content: 'Ada “<b>” \r\n {{ name }} 😀' } });
});

test('an erased text and one that never was read alike', async () => {
  await put('v1', 'Ada', 'a');
  await put('v2', 'Bo', 'b');
  await eraseVault(database.pool, ORGANISATION, 'a');
  await eraseVault(database.pool, ORGANISATION, 'a');
  expect(await read('v1', 'v2', 'never')).toEqual({
    v1: { kind: 'erased' },
    v2: { kind: 'text', content: 'Bo' },
    never: { kind: 'erased' },
  });
  expect((await database.pool.query(`select content from vault where id = 'v1'`)).rows).toEqual([{ content: null }]);
});

test('nothing brings an erased text back', async () => {
  await put('v1', 'Ada');
  await eraseVault(database.pool, ORGANISATION, 'a');
  await put('v1', 'Ada');
  expect(await read('v1')).toEqual({ v1: { kind: 'erased' } });
});

test('a database that can’t be reached is a fault, never an erasure', async () => {
  const nowhere = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, applicationName: 'test' });
  await expect(readVault(nowhere, ORGANISATION, ['v1'])).rejects.toThrow();
  await nowhere.end();
});

test('only old texts that no command claimed are swept, tombstones never', async () => {
  await put('claimed', 'x');
  await commitBatch(database.pool, batch({ vaultIds: ['claimed'] }));
  await put('erased', 'x', 'b');
  await eraseVault(database.pool, ORGANISATION, 'b');
  await put('old', 'x');
  await database.pool.query(`update vault set created_at = now() - interval '2 hours'`);
  await put('young', 'x');
  expect(await sweepVault(database.pool, 3_600_000)).toBe(1);
  const { rows } = await database.pool.query('select id from vault order by id');
  expect(rows.map((row) => row.id)).toEqual(['claimed', 'erased', 'young']);
});

test('no organisation reads or erases another’s texts', async () => {
  await put('v1', 'ours');
  await put('v1', 'theirs', 'a', 'elsewhere');
  await eraseVault(database.pool, 'elsewhere', 'a');
  expect(await read('v1')).toEqual({ v1: { kind: 'text', content: 'ours' } });
  expect(await readVault(database.pool, 'elsewhere', ['v1'])).toEqual({ v1: { kind: 'erased' } });
});

test('an organisation’s vault key is made once and survives a new name', async () => {
  const before = await findOrganisation(database.pool, ORGANISATION);
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind Service' });
  const after = await findOrganisation(database.pool, ORGANISATION);
  expect(after).toEqual({ ...before, name: 'Northwind Service' });
  expect(after?.vaultKey).toMatch(/^[0-9a-f]{64}$/);
  expect((await findOrganisation(database.pool, 'elsewhere'))?.vaultKey).not.toBe(after?.vaultKey);
});

test('an opt-out holds for one channel of one organisation until it is taken back', async () => {
  const ours = (await findOrganisation(database.pool, ORGANISATION))!;
  const hash = hashAddress(ours, 'sms', '+46 70-123 45 67');
  expect(hash).toBe(hashAddress(ours, 'sms', '+46701234567'));
  expect(hash).not.toBe(hashAddress({ vaultKey: '00'.repeat(32) }, 'sms', '+46701234567'));
  const word = { channel: 'sms', addressHash: hash, purpose: null } as const;
  await noteConsent(database.pool, ORGANISATION, { ...word, consent: 'withdrawn', atMs: 2 });
  await noteConsent(database.pool, ORGANISATION, { ...word, consent: 'withdrawn', atMs: 2 });
  expect(await isOptedOut(database.pool, ORGANISATION, 'sms', hash)).toBe(true);
  expect(await isOptedOut(database.pool, ORGANISATION, 'email', hash)).toBe(false);
  expect(await isOptedOut(database.pool, 'elsewhere', 'sms', hash)).toBe(false);
  await noteConsent(database.pool, ORGANISATION, { ...word, consent: 'given', atMs: 1 });
  expect(await isOptedOut(database.pool, ORGANISATION, 'sms', hash)).toBe(true);
  await noteConsent(database.pool, ORGANISATION, { ...word, consent: 'given', atMs: 3 });
  expect(await isOptedOut(database.pool, ORGANISATION, 'sms', hash)).toBe(false);
});
