import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { instantOf } from '../../local/demo/director.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
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

test('a clock that ran before a hold of seven months goes on behind it, by calendars that were renewed meanwhile', async () => {
  const { aftercare } = engine;
  const { caseId } = await aftercare.openCase(ORGANISATION, request('long'), { by: DESK });
  const send = (type: Parameters<typeof aftercare.send>[2], body: object) =>
    aftercare.send(ORGANISATION, caseId, type, body, { by: DESK });
  await send('RecordRemoteHelp', { outcome: 'not-enough' });
  await send('ClassifyCase', { grade: 'general' });
  await engine.advance(caseId, '2026-03-09 10:00');
  await send('HandOffCase', {});
  await engine.advance(caseId, '2026-03-09 11:00');
  await send('HoldCase', { reason: 'waiting-for-parts', until: '2026-10-12T09:00+08:00' });

  await engine.advance(caseId, '2026-10-12 09:30');
  const { view } = await aftercare.showCase(ORGANISATION, caseId);
  const onSite = view.clocks.find(({ clockId }) => clockId === 'on-site');
  // Forty working hours, one of them before the hold: the rest is 39 h from Monday 12 October, 8 h a day.
  expect(onSite?.status).toBe('running');
  expect(Math.abs((onSite?.dueAtMs ?? 0) - instantOf('2026-10-16 17:00'))).toBeLessThan(60_000);
  expect(view.hold).toBeNull();
}, 60_000);
