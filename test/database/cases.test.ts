import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadCursor, type CaseFilter, listCases } from '../../database/cases.ts';
import type { CaseView, ClockView } from '../../domain/case/view.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { putCase } from '../support/rows.ts';
import { OPENED_AT_MS, ORGANISATION, view } from './fixtures.ts';

const clock = (status: ClockView['status']): ClockView => ({
  clockId: 'hand-off',
  round: 1,
  status,
  startedAtMs: 0,
  dueAtMs: 1,
  limitMs: 1,
});
const due = (dueAtMs: number): CaseView['nextDeadline'] => ({ clockId: 'hand-off', dueAtMs });

const CASES: Partial<CaseView>[] = [
  { caseId: 'late', nextDeadline: due(9_000), technicianId: 'wang', clocks: [clock('met')] },
  { caseId: 'urgent', nextDeadline: due(1_000), leadId: 'li', stage: 'assign', clocks: [clock('breached')] },
  { caseId: 'no-deadline', kind: 'return', openedAtMs: OPENED_AT_MS - 1 },
  { caseId: 'acknowledged', nextDeadline: due(2_000), openedAtMs: 2, clocks: [clock('acknowledged')] },
  { caseId: 'same-deadline', nextDeadline: due(2_000), openedAtMs: 1, clocks: [clock('missed')] },
  { caseId: 'over', stage: 'closed', closedAtMs: OPENED_AT_MS + 1 },
];

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const one of CASES) await putCase(database.pool, view(one));
  await putCase(database.pool, view({ organisationId: 'elsewhere', caseId: 'foreign' }));
});
afterAll(() => database.drop());

const ids = async (filter: CaseFilter): Promise<string[]> =>
  (await listCases(database.pool, ORGANISATION, filter, { limit: 100 })).cases.map((one) => one.caseId);

test('cases come by deadline, then by opening, those without a deadline last', async () => {
  expect(await ids({})).toEqual(['urgent', 'same-deadline', 'acknowledged', 'late', 'no-deadline', 'over']);
});

test.each<[CaseFilter, string[]]>([
  [{ stage: 'assign' }, ['urgent']],
  [{ kind: 'return' }, ['no-deadline']],
  [{ technicianId: 'wang' }, ['late']],
  [{ leadId: 'li', open: true }, ['urgent']],
  [{ open: false }, ['over']],
  [{ breached: true }, ['urgent', 'acknowledged']],
  [{ breached: false, open: true }, ['same-deadline', 'late', 'no-deadline']],
])('%j finds %j', async (filter, expected) => {
  expect(await ids(filter)).toEqual(expected);
});

test.each([1, 2, 3, 5, 6])('pages of %i visit each case once, in order', async (limit) => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await listCases(database.pool, ORGANISATION, {}, { limit, ...(after === null ? {} : { after }) });
    seen.push(...page.cases.map((one) => one.caseId));
    after = page.nextCursor;
  } while (after !== null);
  expect(seen).toEqual(await ids({}));
});

test.each(['', 'nonsense', 'bnVsbA', Buffer.from('[1,"x","y"]').toString('base64url')])(
  'a cursor nobody gave out (%j) is refused',
  async (after) => {
    await expect(listCases(database.pool, ORGANISATION, {}, { limit: 2, after })).rejects.toThrow(BadCursor);
  },
);

test('an older view never replaces a later one', async () => {
  await putCase(database.pool, view({ caseId: 'late', seq: 5, round: 2, nextDeadline: due(9_000) }));
  await putCase(database.pool, view({ caseId: 'late', seq: 4, round: 1 }));
  const { cases } = await listCases(database.pool, ORGANISATION, {}, { limit: 100 });
  expect(cases.find((one) => one.caseId === 'late')).toMatchObject({ seq: 5, round: 2 });
});
