import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitBatch } from '../../database/journal.ts';
import { caseLedgers, faultOf, filedReports } from '../../database/reports.ts';
import type { CaseEvent, CaseFact } from '../../domain/case/events.ts';
import { DAY_MS, HOUR_MS } from '../../domain/shared/time.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { batch, event, OPENED_AT_MS, ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const OPENED: CaseFact = {
  type: 'CaseOpened',
  source: 'portal',
  channel: 'web',
  kind: 'repair',
  urgency: 'normal',
  tier: 'standard',
  locale: 'en',
  facts: {},
};
const FILED: CaseFact = {
  type: 'ReportFiled',
  cause: 'wear',
  parts: [{ code: 'battery', quantity: 2 }],
  labour: [{ code: 'repair', quantity: 1 }],
  result: 'solved',
  fee: { amountMinor: 0, currency: 'CNY' },
  noteId: null,
};

/** A case of an organisation whose facts are written down at the hours given, and that closes with the last of them. */
async function lived(
  caseId: string,
  facts: readonly (readonly [hour: number, fact: CaseFact])[],
  { organisationId = ORGANISATION, closed = true } = {},
): Promise<void> {
  const events = facts.map(([hour, fact], index): CaseEvent => {
    const atMs = OPENED_AT_MS + hour * HOUR_MS;
    return { ...event(index + 1, fact), atMs, recordedAtMs: atMs };
  });
  const last = events.at(-1)?.atMs ?? 0;
  const row = view({
    organisationId,
    caseId,
    seq: events.length,
    productModel: 'LK-200',
    openedAtMs: events[0]?.atMs ?? 0,
    closedAtMs: closed ? last : null,
    ...(closed && { stage: 'closed' as const }),
  });
  await commitBatch(database.pool, batch({ organisationId, caseId, events, view: row }));
}

test('ledgers have what reports are made from, of the cases that lived in the window', async () => {
  await lived('C-BEFORE0000', [
    [-40 * 24, OPENED],
    [-20 * 24, { type: 'CaseClosed', outcome: 'completed', noteId: null }],
  ]);
  await lived(
    'C-DURING0000',
    [
      [0, OPENED],
      [1, { type: 'StageEntered', stage: 'intake', round: 1 }],
      [2, FILED],
      [30, FILED],
    ],
    {
      closed: false,
    },
  );
  await lived('C-AFTER00000', [[24, OPENED]]);
  await lived('C-OTHERS0000', [[0, OPENED]], { organisationId: 'southwind' });
  const ledgers = await caseLedgers(database.pool, ORGANISATION, {
    fromMs: OPENED_AT_MS,
    untilMs: OPENED_AT_MS + DAY_MS,
  });
  expect(ledgers.map(({ caseId, events }) => [caseId, events.map(({ seq, type }) => [seq, type])])).toEqual([
    [
      'C-DURING0000',
      [
        [1, 'CaseOpened'],
        [3, 'ReportFiled'],
      ],
    ],
  ]);
  expect(ledgers[0]?.events[0]).toMatchObject({ ...OPENED, atMs: OPENED_AT_MS, recordedAtMs: OPENED_AT_MS });
});

test('what a workshop found is a problem, too, though nothing was solved on the spot', async () => {
  const values = { cause: 'workmanship' } as const;
  const bench = { type: 'ItemAdvanced', itemId: 'bench-1', name: 'bench', noteId: null } as const;
  await lived('C-BENCH00000', [
    [-60 * 24, OPENED],
    [-59 * 24, { ...bench, step: 'received', values: {} }],
    [-58 * 24, { ...bench, step: 'diagnosed', values, terms: 'free' }],
  ]);
  const filed = await filedReports(database.pool, ORGANISATION, {
    fromMs: OPENED_AT_MS - 61 * DAY_MS,
    untilMs: OPENED_AT_MS - 50 * DAY_MS,
  });
  expect(filed).toMatchObject([{ caseId: 'C-BENCH00000', cause: 'workmanship', remedies: [], result: 'taken-in' }]);
});

test('filed reports tell product, cause and every code, from their first moment to before their last', async () => {
  const provided: CaseFact = { type: 'FactsProvided', facts: { fault: { value: 'no-picture' } } };
  await lived('C-FILED00000', [
    [-24, OPENED],
    [-20, provided],
    [-1, FILED],
    [24, FILED],
  ]);
  const filed = await filedReports(database.pool, ORGANISATION, {
    fromMs: OPENED_AT_MS - HOUR_MS,
    untilMs: OPENED_AT_MS + DAY_MS,
  });
  const own = filed.filter(({ caseId }) => caseId === 'C-FILED00000');
  expect(own).toEqual([
    {
      caseId: 'C-FILED00000',
      productModel: 'LK-200',
      fault: 'no-picture',
      recordedAtMs: OPENED_AT_MS - HOUR_MS,
      cause: 'wear',
      result: 'solved',
      remedies: ['battery', 'repair'],
    },
  ]);
  expect(await faultOf(database.pool, ORGANISATION, 'C-FILED00000')).toBe('no-picture');
  expect(await faultOf(database.pool, ORGANISATION, 'C-DURING0000')).toBeNull();
  const all = { fromMs: 0, untilMs: OPENED_AT_MS + 30 * DAY_MS };
  expect(await filedReports(database.pool, ORGANISATION, { ...all, productModel: 'LK-999' })).toEqual([]);
  expect(await filedReports(database.pool, ORGANISATION, { ...all, productModel: 'LK-200' })).toEqual(
    await filedReports(database.pool, ORGANISATION, all),
  );
});
