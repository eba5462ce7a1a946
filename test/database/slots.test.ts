import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { releaseSlots, reserveSlot, type Slot, technicianLoad } from '../../database/slots.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { putCase } from '../support/rows.ts';
import { ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => database.pool.query('truncate slots, cases'));
afterAll(() => database.drop());

const HOUR_MS = 3_600_000;
function slot(caseId: string, fromHour: number, over: Partial<Slot> = {}): Slot {
  const [startMs, endMs] = [fromHour * HOUR_MS, (fromHour + 2) * HOUR_MS];
  return { organisationId: ORGANISATION, caseId, technicianId: 'wang', revision: 1, startMs, endMs, ...over };
}
const reserve = (wanted: Slot): Promise<string> => reserveSlot(database.pool, wanted);

test('one technician is not promised twice at the same time', async () => {
  expect(await reserve(slot('a', 9))).toBe('reserved');
  expect(await reserve(slot('b', 10))).toBe('taken');
  expect(await reserve(slot('b', 10, { technicianId: 'zhao' }))).toBe('reserved');
});

test('appointments that touch do not overlap', async () => {
  expect(await reserve(slot('a', 9))).toBe('reserved');
  expect(await reserve(slot('b', 11))).toBe('reserved');
});

test('of many cases that want one slot at once exactly one gets it', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => reserve(slot(`case-${i}`, 9))));
  expect(answers.filter((answer) => answer === 'reserved')).toHaveLength(1);
});

test('the same revision again is reserved, and a later one takes its place', async () => {
  await reserve(slot('a', 9));
  expect(await reserve(slot('a', 9))).toBe('reserved');
  expect(await reserve(slot('a', 10, { revision: 2 }))).toBe('reserved');
  expect(await reserve(slot('b', 8))).toBe('reserved');
});

test('a later revision that is taken leaves the case what it had', async () => {
  await reserve(slot('a', 9));
  await reserve(slot('b', 14));
  expect(await reserve(slot('a', 14, { revision: 2 }))).toBe('taken');
  expect(await reserve(slot('c', 9))).toBe('taken');
});

test('a reservation that arrives after the case moved on or closed takes nothing', async () => {
  await reserve(slot('a', 9, { revision: 3 }));
  expect(await reserve(slot('a', 14, { revision: 2 }))).toBe('taken');
  await putCase(database.pool, view({ caseId: 'b', appointmentRevision: 2 }));
  expect(await reserve(slot('b', 14, { revision: 1 }))).toBe('taken');
  await putCase(database.pool, view({ caseId: 'c', stage: 'closed', closedAtMs: 1, appointmentRevision: 1 }));
  expect(await reserve(slot('c', 14))).toBe('taken');
});

test('a released slot is free, and releasing nothing is harmless', async () => {
  await reserve(slot('a', 9));
  await releaseSlots(database.pool, ORGANISATION, 'a', 1);
  await releaseSlots(database.pool, ORGANISATION, 'a', 1);
  expect(await reserve(slot('b', 9))).toBe('reserved');
});

test('a release that comes late leaves the appointment that was made meanwhile', async () => {
  await reserve(slot('a', 9, { revision: 3 }));
  await releaseSlots(database.pool, ORGANISATION, 'a', 2);
  expect(await reserve(slot('b', 9))).toBe('taken');
});

test('another organisation’s technician of the same name is another person', async () => {
  await reserve(slot('a', 9));
  expect(await reserve(slot('b', 9, { organisationId: 'elsewhere' }))).toBe('reserved');
  await releaseSlots(database.pool, 'elsewhere', 'a', 1);
  expect(await reserve(slot('c', 9))).toBe('taken');
});

test('load counts open cases of the organisation, the asking case left out', async () => {
  await putCase(database.pool, view({ caseId: 'a', technicianId: 'wang' }));
  await putCase(database.pool, view({ caseId: 'b', technicianId: 'wang' }));
  await putCase(database.pool, view({ caseId: 'c', technicianId: 'wang', stage: 'closed', closedAtMs: 1 }));
  await putCase(database.pool, view({ caseId: 'd', technicianId: 'wang', organisationId: 'elsewhere' }));
  expect(await technicianLoad(database.pool, ORGANISATION, ['wang', 'zhao'], 'b')).toEqual({ wang: 1, zhao: 0 });
});
