import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { DESK, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const HASTY = 'hasty';
const LIMIT_MS = 1_500;

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  await engine.aftercare.applyPolicy(HASTY, await hastyPolicy(), 'Hasty');
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

/** The device maker's, with a hand-off that is due before anybody could be patient. Real time: without a worker none is skipped. */
async function hastyPolicy(): Promise<PolicyDocument> {
  const document = await loadPolicy('device-maker');
  const { pinned } = document;
  const clocks = pinned.clocks.map((clock) => ({
    ...clock,
    calendar: 'round-the-clock',
    within: [{ when: {}, withinMs: LIMIT_MS, calendar: 'round-the-clock' }],
  }));
  const ladders = {
    standard: [
      { afterMs: 0, notify: { kind: 'role', role: 'lead' } },
      { afterMs: 500, notify: { kind: 'role', role: 'department-head' } },
    ],
  } as const;
  return { ...document, version: 'hasty0000001', pinned: { ...pinned, version: 'hasty0000001', clocks, ladders } };
}

test('deadlines that passed while no worker ran stand before the command that came meanwhile, at their own times', async () => {
  const aftercare = engine.client();
  const { caseId } = await aftercare.openCase(HASTY, request('late'), { by: DESK });
  await aftercare.recordRemoteHelp(HASTY, caseId, { outcome: 'not-enough' }, { by: DESK });
  await aftercare.classify(HASTY, caseId, { grade: 'general' }, { by: DESK });
  const down = workers.stop();
  const isBegin = (event: CaseEvent) => event.type === 'ClockStarted' && event.clockId === 'hand-off';
  const clock = (await engine.ledger(caseId, HASTY)).find(isBegin);
  await down;
  await new Promise((past) => setTimeout(past, LIMIT_MS + 2_000));
  const handOff = aftercare.handOff(HASTY, caseId, {}, { by: DESK, commandId: 'late-hand-off' });
  await new Promise((underway) => setTimeout(underway, 500));
  workers = await startWorkers(engine.parts);
  expect((await handOff).view.stage).toBe('assign');
  await engine.check();

  const events = await engine.ledger(caseId, HASTY);
  const startedAtMs = (clock ?? events.find(isBegin))!.atMs;
  const seen = events
    .filter((event) => 'clockId' in event && event.clockId === 'hand-off' && event.type !== 'ClockStarted')
    .map(({ type, atMs }) => `${type} ${atMs - startedAtMs}`);
  expect(seen.slice(0, 4)).toEqual([
    `ClockWarned ${LIMIT_MS * 0.75}`,
    `ClockBreached ${LIMIT_MS}`,
    `ClockEscalated ${LIMIT_MS}`,
    `ClockEscalated ${LIMIT_MS + 500}`,
  ]);
  const lastStep = events.findLast(
    ({ type, atMs }) => type === 'ClockEscalated' && atMs === startedAtMs + LIMIT_MS + 500,
  )!;
  const first = events.find(({ commandId }) => commandId === 'late-hand-off')!;
  expect(lastStep.seq).toBeLessThan(first.seq);
  expect(lastStep.recordedAtMs - lastStep.atMs).toBeGreaterThan(500);
  const stopped = events.find((event) => event.type === 'ClockStopped' && event.clockId === 'hand-off');
  expect(stopped).toMatchObject({ verdict: 'breached' });
});
