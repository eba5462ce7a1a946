import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppointmentFilter, listAppointments } from '../../database/appointments.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { putCase } from '../support/rows.ts';
import { OPENED_AT_MS, ORGANISATION, view } from './fixtures.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await visit('C-1', 14, { technicianId: 'tech-1' });
  await visit('C-2', 9, { technicianId: 'tech-2', crewIds: ['tech-1'] });
  await visit('C-3', 9, { technicianId: 'tech-3' });
  await visit('C-4', 10, { technicianId: 'tech-1', stage: 'closed', closedAtMs: at(20) });
  await visit('C-5', 11, { technicianId: 'tech-1', organisationId: 'elsewhere' });
  await putCase(database.pool, view({ caseId: 'C-6', technicianId: 'tech-1' }));
});
afterAll(() => database.drop());

const at = (hour: number) => OPENED_AT_MS + hour * 3_600_000;
async function visit(caseId: string, hour: number, over: Partial<CaseView>): Promise<void> {
  const appointment = {
    revision: 2,
    startMs: at(hour),
    endMs: at(hour + 1),
    status: 'proposed',
    remindAtMs: null,
  } as const;
  await putCase(database.pool, view({ caseId, appointment, appointmentRevision: 2, ...over }));
}
const list = async (filter: AppointmentFilter, page: { limit: number; after?: string } = { limit: 9 }) =>
  listAppointments(database.pool, ORGANISATION, filter, page);
const ids = async (filter: AppointmentFilter) => (await list(filter)).appointments.map(({ caseId }) => caseId);

test('visits that stand in open cases come by their beginning', async () => {
  expect(await ids({})).toEqual(['C-2', 'C-3', 'C-1']);
  expect((await list({})).appointments[0]).toEqual({
    caseId: 'C-2',
    revision: 2,
    startMs: at(9),
    endMs: at(10),
    status: 'proposed',
    kind: 'repair',
    stage: 'appointment',
    region: null,
    productModel: null,
    technicianId: 'tech-2',
    crewIds: ['tech-1'],
  });
});

test('a person’s are those they lead and those they go along to', async () => {
  expect(await ids({ personId: 'tech-1' })).toEqual(['C-2', 'C-1']);
  expect(await ids({ personId: 'tech-1', fromMs: at(10) })).toEqual(['C-1']);
  expect(await ids({ untilMs: at(14) })).toEqual(['C-2', 'C-3']);
});

test('a page goes on where the one before ended, also between two of one moment', async () => {
  const first = await list({}, { limit: 1 });
  const second = await list({}, { limit: 1, after: first.nextCursor ?? '' });
  const third = await list({}, { limit: 1, after: second.nextCursor ?? '' });
  expect([second, third].map(({ appointments }) => appointments[0]?.caseId)).toEqual(['C-3', 'C-1']);
  expect(third.nextCursor).toBeNull();
  await expect(list({}, { limit: 1, after: 'nonsense' })).rejects.toThrow('cursor');
});
