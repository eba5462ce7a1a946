import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

describe('a crew', () => {
  const crew = (caseId: string, fromHour: number, technicianId: string, ...crewIds: string[]) =>
    reserve(slot(caseId, fromHour, { technicianId, crewIds }));
  const held = async () => {
    const { rows } = await database.pool.query<{ who: string }>(
      `select case_id || ' ' || string_agg(technician_id, ' ' order by technician_id) as who from slots
       group by case_id order by case_id`,
    );
    return rows.map(({ who }) => who);
  };

  test('has the time of all its people, or of none', async () => {
    expect(await crew('a', 9, 'wang', 'li', 'zhou')).toBe('reserved');
    expect(await crew('b', 10, 'zhao', 'qian', 'zhou')).toBe('taken');
    expect(await reserve(slot('c', 10, { technicianId: 'qian' }))).toBe('reserved');
    expect(await held()).toEqual(['a li wang zhou', 'c qian']);
  });

  test('that is taken leaves the case the time it had, and a later one takes the place of all of it', async () => {
    await crew('a', 9, 'wang', 'li');
    await crew('b', 14, 'zhao', 'li');
    const later = (fromHour: number, ...crewIds: string[]) => reserve(slot('a', fromHour, { revision: 2, crewIds }));
    expect(await later(14, 'li')).toBe('taken');
    expect(await held()).toEqual(['a li wang', 'b li zhao']);
    expect(await later(14, 'qian')).toBe('reserved');
    expect(await held()).toEqual(['a qian wang', 'b li zhao']);
    expect(await later(14, 'qian')).toBe('reserved');
    await releaseSlots(database.pool, ORGANISATION, 'a', 2);
    expect(await held()).toEqual(['b li zhao']);
  });

  test('of fifty that overlap and are wanted at once none is torn, and nobody is promised twice', async () => {
    const people = Array.from({ length: 10 }, (_, i) => `p-${i}`);
    const wanted = Array.from({ length: 50 }, (_, i) => {
      // Five of ten, in an order of their own, from one of three hours that overlap: whoever waits for whom differs.
      const five = Array.from({ length: 5 }, (_, k) => people[(i * 7 + k * (1 + (i % 4))) % 10]!);
      const [first, ...others] = [...new Set(five)];
      return { id: `case-${i}`, first: first!, others, hour: 9 + (i % 3) };
    });
    // A connection each, and no time-out: fifty transactions are open at once.
    const pool = new pg.Pool({ connectionString: database.url, max: wanted.length });
    const answers = await Promise.all(
      wanted.map(({ id, first, others, hour }) =>
        reserveSlot(pool, slot(id, hour, { technicianId: first, crewIds: others })),
      ),
    ).finally(() => pool.end());
    const reserved = wanted.filter((_, i) => answers[i] === 'reserved');
    expect(new Set(answers)).toEqual(new Set(['reserved', 'taken']));
    expect(await held()).toEqual(
      reserved.map(({ id, first, others }) => [id, ...[first, ...others].sort()].join(' ')).sort(),
    );
    const { rows } = await database.pool.query(
      'select from slots a join slots b using (organisation_id, technician_id) where a.case_id < b.case_id and a.during && b.during',
    );
    expect(rows).toEqual([]);
  }, 60_000);
});

test('load counts people of crews', async () => {
  await putCase(database.pool, view({ caseId: 'a', technicianId: 'wang', crewIds: ['zhao', 'li'] }));
  await putCase(database.pool, view({ caseId: 'b', technicianId: 'zhao' }));
  await putCase(database.pool, view({ caseId: 'c', technicianId: 'wang', crewIds: ['li'], closedAtMs: 1 }));
  expect(await technicianLoad(database.pool, ORGANISATION, ['wang', 'zhao', 'li'], 'x')).toEqual({
    wang: 1,
    zhao: 2,
    li: 1,
  });
});

test('load counts open cases of the organisation, the asking case left out', async () => {
  await putCase(database.pool, view({ caseId: 'a', technicianId: 'wang' }));
  await putCase(database.pool, view({ caseId: 'b', technicianId: 'wang' }));
  await putCase(database.pool, view({ caseId: 'c', technicianId: 'wang', stage: 'closed', closedAtMs: 1 }));
  await putCase(database.pool, view({ caseId: 'd', technicianId: 'wang', organisationId: 'elsewhere' }));
  expect(await technicianLoad(database.pool, ORGANISATION, ['wang', 'zhao'], 'b')).toEqual({ wang: 1, zhao: 0 });
});
