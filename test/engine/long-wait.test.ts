import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Engine, instantOf, ORGANISATION, startEngine } from '../support/engine.ts';
import { textOf } from '../support/histories.ts';
import { DESK, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

test('a case that nobody touches for four months asks for calendars again, and counts by them', async () => {
  const { aftercare } = engine;
  const short = engine.client({ commandsPerRun: 2 });
  const { caseId } = await short.openCase(ORGANISATION, request('forgotten'), { by: DESK });
  await engine.advance(caseId, '2026-07-10 16:30');
  expect(textOf(await engine.historyOf(caseId)).match(/"expandCalendars"/g)?.length).toBeGreaterThan(1);
  await aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  const { view } = await aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  // Two working hours from Friday half past four: half an hour of them on Monday.
  const due = view.clocks.find(({ clockId }) => clockId === 'hand-off')?.dueAtMs ?? 0;
  expect(Math.abs(due - instantOf('2026-07-13 09:30'))).toBeLessThan(60_000);
  expect(await engine.advance(caseId, '2026-07-13 10:00')).toMatchObject({ outcome: 'arrived' });
  await engine.check();
  expect((await engine.ledger(caseId)).map(({ type }) => type)).toContain('ClockBreached');
});
