import { afterAll, beforeAll, expect, test } from 'vitest';
import { putCase } from '../../database/cases.ts';
import { type CaseReference, claimReference, replaceReference } from '../../database/references.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const claim = (over: Partial<CaseReference>): CaseReference => ({
  organisationId: ORGANISATION,
  source: 'erp',
  reference: 'R-1',
  caseId: 'a',
  fingerprint: 'f',
  ...over,
});

test('of twenty parallel claims one wins, and all learn the same case', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      claimReference(database.pool, claim({ caseId: `case-${i}`, fingerprint: `f${i}` })),
    ),
  );
  expect(answers.filter((answer) => answer.claimed)).toHaveLength(1);
  expect(new Set(answers.map((answer) => `${answer.caseId} ${answer.fingerprint}`)).size).toBe(1);
});

test('the same reference from another source or organisation is another one', async () => {
  const answers = await Promise.all([
    claimReference(database.pool, claim({ reference: 'R-2' })),
    claimReference(database.pool, claim({ reference: 'R-2', source: 'portal' })),
    claimReference(database.pool, claim({ reference: 'R-2', organisationId: 'elsewhere' })),
  ]);
  expect(answers.map((answer) => answer.claimed)).toEqual([true, true, true]);
});

test('a corrected request takes over the reference of a case that never opened', async () => {
  await claimReference(database.pool, claim({ reference: 'R-3', fingerprint: 'first' }));
  expect(await replaceReference(database.pool, claim({ reference: 'R-3', fingerprint: 'second' }))).toBe('replaced');
  expect(await claimReference(database.pool, claim({ reference: 'R-3', caseId: 'b' }))).toEqual({
    caseId: 'a',
    fingerprint: 'second',
    claimed: false,
  });
});

test('once the case is open its reference stays', async () => {
  await claimReference(database.pool, claim({ reference: 'R-4', caseId: 'open', fingerprint: 'first' }));
  await putCase(database.pool, view({ caseId: 'open' }));
  const corrected = claim({ reference: 'R-4', caseId: 'open', fingerprint: 'second' });
  expect(await replaceReference(database.pool, corrected)).toBe('kept');
  expect(await claimReference(database.pool, corrected)).toMatchObject({ fingerprint: 'first' });
});
