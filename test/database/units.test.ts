import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitKeyOf } from '../../client/fingerprint.ts';
import { commitBatch } from '../../database/journal.ts';
import { unitRepairs } from '../../database/units.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** One case of a unit that was repaired on a day. */
async function lived(caseId: string, unitKey: string, on: string, over: object = {}, organisationId = ORGANISATION) {
  const atMs = Date.parse(on);
  const stamp = { seq: 1, atMs, recordedAtMs: atMs, by: { kind: 'engine' }, commandId: null } as const;
  const event = { type: 'UnitRepaired', unitKey, fault: 'leak', part: null, on, ...over, ...stamp } as CaseEvent;
  const batch = { organisationId, caseId, view: view({ caseId }), events: [event] };
  await commitBatch(database.pool, { ...batch, messages: [], receipts: [], vaultIds: [] });
}

test('a unit remembers its repairs over all its cases, in the order of their days', async () => {
  await lived('C-2', 'u_1', '2026-02-01', { restarts: true });
  await lived('C-1', 'u_1', '2025-02-01', { part: 'pump' });
  await lived('C-3', 'u_2', '2025-12-01');
  await lived('C-4', 'u_1', '2025-12-01', {}, 'elsewhere');
  expect(await unitRepairs(database.pool, ORGANISATION, 'u_1')).toEqual([
    { fault: 'leak', part: 'pump', on: '2025-02-01' },
    { fault: 'leak', part: null, on: '2026-02-01', restarts: true },
  ]);
  expect(await unitRepairs(database.pool, ORGANISATION, 'u_9')).toEqual([]);
});

test('only the last twenty are told', async () => {
  const days = Array.from({ length: 22 }, (_, i) => `2026-03-${String(i + 1).padStart(2, '0')}`);
  for (const day of days) await lived(`C-M${day}`, 'u_many', day);
  const told = await unitRepairs(database.pool, ORGANISATION, 'u_many');
  expect(told.map(({ on }) => on)).toEqual(days.slice(2));
});

test('a serial number has one key, however it is typed, and another in another organisation', () => {
  expect(unitKeyOf('k', 'sn-77 120')).toBe(unitKeyOf('k', 'SN77120'));
  expect(unitKeyOf('k', 'SN77121')).not.toBe(unitKeyOf('k', 'SN77120'));
  expect(unitKeyOf('other', 'SN77120')).not.toBe(unitKeyOf('k', 'SN77120'));
});
