import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { type Engine, instantOf, ORGANISATION, startEngine } from '../support/engine.ts';
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
  expect(Math.abs((onSite?.dueAtMs ?? 0) - instantOf('2026-10-16 17:00'))).toBeLessThan(MINUTE_MS);
  expect(view.hold).toBeNull();
}, 60_000);
