import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAttachment, listAttachments, type NewAttachment, readAttachment } from '../../database/attachments.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { eraseVault } from '../../database/vault.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ORGANISATION } from './fixtures.ts';

const MOST = { files: 3, bytes: 1_000 };

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putOrganisation(database.pool, { id: 'elsewhere', name: 'Elsewhere' });
});
beforeEach(() => database.pool.query('truncate attachments'));
afterAll(() => database.drop());

const file = (id: string, text = id, caseId = 'a'): NewAttachment => ({
  id,
  caseId,
  kind: 'photo',
  mediaType: 'image/png',
  sizeBytes: text.length,
  name: `${id}.png`,
  by: { kind: 'customer' },
  content: Buffer.from(text),
});
const add = (one: NewAttachment, organisationId = ORGANISATION) =>
  addAttachment(database.pool, organisationId, one, MOST);
const listed = async (caseId = 'a') => (await listAttachments(database.pool, ORGANISATION, caseId)).map(({ id }) => id);

test('a file is kept with its content, and an id keeps what it has', async () => {
  await add(file('one', 'first'));
  expect(await add(file('one', 'other'))).toMatchObject({ id: 'one', sizeBytes: 5, by: { kind: 'customer' } });
  const kept = await readAttachment(database.pool, ORGANISATION, 'a', 'one');
  expect(Buffer.from(kept!.content).toString()).toBe('first');
  expect(Math.abs(kept!.addedAtMs - Date.now())).toBeLessThan(60_000);
  expect(await listed()).toEqual(['one']);
});

test('a case keeps so many files and bytes, however many come at once', async () => {
  const kept = await Promise.all(['p', 'q', 'r', 's', 't'].map((id) => add(file(id))));
  expect(kept.filter((one) => one !== null)).toHaveLength(3);
  expect(await listed()).toHaveLength(3);
  expect(await add(file('b-large', 'x'.repeat(1_001), 'b'))).toBeNull();
  await add(file('b-half', 'x'.repeat(600), 'b'));
  expect(await add(file('b-rest', 'x'.repeat(401), 'b'))).toBeNull();
  expect(await add(file('b-fits', 'x'.repeat(400), 'b'))).not.toBeNull();
});

test('an erased case forgets its files and their names, and nothing brings them back', async () => {
  await add(file('one'));
  await add(file('other', 'kept', 'b'));
  await eraseVault(database.pool, ORGANISATION, 'a');
  expect(await listAttachments(database.pool, ORGANISATION, 'a')).toMatchObject([
    { id: 'one', name: null, erased: true },
  ]);
  expect(await readAttachment(database.pool, ORGANISATION, 'a', 'one')).toBeNull();
  await add(file('one'));
  expect(await readAttachment(database.pool, ORGANISATION, 'a', 'one')).toBeNull();
  expect((await database.pool.query(`select content from attachments where id = 'one'`)).rows).toEqual([
    { content: null },
  ]);
  expect(await readAttachment(database.pool, ORGANISATION, 'b', 'other')).not.toBeNull();
});

test('no organisation and no other case reads a file', async () => {
  await add(file('one'));
  expect(await readAttachment(database.pool, 'elsewhere', 'a', 'one')).toBeNull();
  expect(await readAttachment(database.pool, ORGANISATION, 'b', 'one')).toBeNull();
  expect(await listAttachments(database.pool, 'elsewhere', 'a')).toEqual([]);
  await eraseVault(database.pool, 'elsewhere', 'a');
  expect(await readAttachment(database.pool, ORGANISATION, 'a', 'one')).not.toBeNull();
});
