import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseReference, claimReference } from '../../database/references.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ORGANISATION } from './fixtures.ts';

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
  ...over,
});

test('of twenty parallel claims one wins, and all learn the same case', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => claimReference(database.pool, claim({ caseId: `case-${i}` }))),
  );
  expect(answers.filter((answer) => answer.claimed)).toHaveLength(1);
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
});

test('the same reference from another source or organisation is another one', async () => {
  const answers = await Promise.all([
    claimReference(database.pool, claim({ reference: 'R-2' })),
    claimReference(database.pool, claim({ reference: 'R-2', source: 'portal' })),
    claimReference(database.pool, claim({ reference: 'R-2', organisationId: 'elsewhere' })),
  ]);
  expect(answers.map((answer) => answer.claimed)).toEqual([true, true, true]);
});
