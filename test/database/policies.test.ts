import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOrganisation, putOrganisation } from '../../database/organisations.ts';
import { activatePolicy, activePolicy, findPolicy, listPolicies, storePolicy } from '../../database/policies.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { loadPolicy } from '../support/policies.ts';
import { ORGANISATION } from './fixtures.ts';

let database: TestDatabase;
let document: PolicyDocument;
beforeAll(async () => {
  database = await freshDatabase();
  document = await loadPolicy('device-maker');
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putOrganisation(database.pool, { id: 'elsewhere', name: 'Elsewhere' });
});
afterAll(() => database.drop());

test('an organisation without a policy has none', async () => {
  expect(await activePolicy(database.pool, ORGANISATION)).toBeNull();
  expect(await findOrganisation(database.pool, ORGANISATION)).toMatchObject({ activePolicyVersion: null });
  expect(await findOrganisation(database.pool, 'nobody')).toBeNull();
});

test('a stored version comes back word for word, in the same order', async () => {
  await storePolicy(database.pool, ORGANISATION, document);
  await storePolicy(database.pool, ORGANISATION, document);
  const found = await findPolicy(database.pool, ORGANISATION, document.version);
  expect(JSON.stringify(found)).toBe(JSON.stringify(document));
  expect(await findPolicy(database.pool, 'elsewhere', document.version)).toBeNull();
});

test('one stored version is active at a time', async () => {
  const next = { ...document, version: 'fedcba987654' };
  await storePolicy(database.pool, ORGANISATION, next);
  await activatePolicy(database.pool, ORGANISATION, document.version);
  await activatePolicy(database.pool, ORGANISATION, next.version);
  expect(await activePolicy(database.pool, ORGANISATION)).toMatchObject({ version: next.version });
  const listed = await listPolicies(database.pool, ORGANISATION);
  expect(listed.map(({ version, active }) => [version, active])).toEqual([
    [next.version, true],
    [document.version, false],
  ]);
});

test('a version that is not stored, or is another organisation’s, can’t be made active', async () => {
  await expect(activatePolicy(database.pool, ORGANISATION, 'nowhere')).rejects.toThrow('nowhere');
  await expect(activatePolicy(database.pool, 'elsewhere', document.version)).rejects.toThrow('elsewhere');
});
