import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { CUSTOMER, DESK, handedOff, LEAD, TECHNICIAN } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
/** Holds up the release of a technician's time, as a slow database would. */
let beforeRelease: () => Promise<unknown> = async () => {};

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts, {
    around: ({ cases, ...rest }) => ({
      ...rest,
      cases: { ...cases, releaseSlots: (request) => beforeRelease().then(() => cases.releaseSlots(request)) },
    }),
  });
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const slots = async () =>
  (await engine.database.pool.query('select case_id as "caseId", technician_id as "technicianId", revision from slots'))
    .rows;

test('a release that comes late does not take the time of the next appointment', async () => {
  const { aftercare } = engine;
  const caseId = await handedOff(aftercare, 'moved');
  await aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  const propose = (day: string) =>
    aftercare.proposeAppointment(
      ORGANISATION,
      caseId,
      { start: `2026-03-${day}T14:00+08:00`, end: `2026-03-${day}T16:00+08:00` },
      { by: TECHNICIAN },
    );
  await propose('11');
  const confirm = () => aftercare.confirmAppointment(ORGANISATION, caseId, {}, { by: CUSTOMER });
  await expect
    .poll(() =>
      confirm().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await engine.check();
  let release = (): void => undefined;
  beforeRelease = () =>
    new Promise<void>((go) => {
      release = go;
    });
  const until = '2026-03-13T09:00+08:00';
  await aftercare.hold(ORGANISATION, caseId, { reason: 'customer-away', until }, { by: CUSTOMER });
  await aftercare.resume(ORGANISATION, caseId, {}, { by: DESK });
  await propose('12');
  await expect.poll(slots, { timeout: 10_000 }).toEqual([{ caseId, technicianId: 'tech-1', revision: 3 }]);
  release();
  await engine.check();
  expect(await slots()).toEqual([{ caseId, technicianId: 'tech-1', revision: 3 }]);
});
