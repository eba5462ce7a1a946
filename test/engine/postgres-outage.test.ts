import { afterAll, beforeAll, expect, test } from 'vitest';
import { UnavailableError } from '../../client/errors.ts';
import { type Engine, ORGANISATION, refusalsOf, startEngine } from '../support/engine.ts';
import { CUSTOMER, DESK, LEAD, request } from '../support/requests.ts';
import { proxied, type TcpProxy } from '../support/tcp-proxy.ts';
import { startWorkers } from '../support/workers.ts';

const OUTAGE_MS = 60_000;

let engine: Engine;
let proxy: TcpProxy;
let url: string;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  ({ url, proxy } = await proxied(engine.parts.databaseUrl));
  workers = await startWorkers({ ...engine.parts, databaseUrl: url });
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
  await proxy.stop();
});

test('while Postgres is away for a minute, commands are answered, the case says what it waits for, and the journal follows', async () => {
  const aftercare = engine.client({ databaseUrl: url });
  const open = (reference: string) => aftercare.openCase(ORGANISATION, request(reference), { by: DESK });
  const cases = await Promise.all(['out-1', 'out-2', 'out-3'].map(open));
  const [caseId, second, third] = cases.map((one) => one.caseId) as [string, string, string];
  await engine.check();
  const before = await engine.sinks();
  const journalled = await engine.ledger(caseId);

  await proxy.cut();
  const cutAtMs = performance.now();
  const answered: number[] = [];
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedMs = performance.now();
    const answer = await work();
    answered.push(performance.now() - startedMs);
    return answer;
  };
  await timed(() => aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK }));
  const known = { by: DESK, commandId: 'class-1' };
  const classify = () => aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, known);
  const first = await timed(classify);
  expect((await timed(classify)).receipt).toEqual(first.receipt);
  await timed(() => aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK }));
  await timed(() => aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD }));
  await timed(() => aftercare.hold(ORGANISATION, second, { reason: 'customer-away' }, { by: DESK }));
  await timed(() => aftercare.resume(ORGANISATION, second, {}, { by: DESK }));
  expect(await refusalsOf(aftercare.rateService(ORGANISATION, second, { score: 4 }, { by: CUSTOMER }))).toEqual([
    'wrong-stage',
  ]);
  // A repeat that was given an id looks into Postgres first, for a moment only.
  expect(Math.max(...answered)).toBeLessThan(5_000);

  const shown = await aftercare.showCase(ORGANISATION, caseId);
  expect({ from: shown.from, stage: shown.view.stage }).toEqual({ from: 'workflow', stage: 'appointment' });
  expect(shown.uncommittedEvents).toBeGreaterThan(3);
  expect(await engine.ledger(caseId)).toEqual(journalled);
  // The customer's words have nowhere to go, and their sender is told so; the id may be sent again.
  const note = { outcome: 'not-enough', note: 'tried twice' };
  const wordy = aftercare.recordRemoteHelp(ORGANISATION, third, note, { by: DESK, commandId: 'wordy' });
  await expect(wordy).rejects.toBeInstanceOf(UnavailableError);
  await new Promise((over) => setTimeout(over, Math.max(0, OUTAGE_MS - (performance.now() - cutAtMs))));
  expect(await engine.ledger(caseId)).toEqual(journalled);

  await proxy.restore();
  expect(
    (await aftercare.recordRemoteHelp(ORGANISATION, third, note, { by: DESK, commandId: 'wordy' })).view.stage,
  ).toBe('classify');
  await engine.check();
  const types = (await engine.ledger(caseId)).map(({ type }) => type);
  for (const type of ['RemoteHelpRecorded', 'CaseClassified', 'CaseHandedOff', 'TechnicianAssigned']) {
    expect(types.filter((each) => each === type)).toHaveLength(1);
  }
  const after = await engine.sinks();
  const sent = (await engine.messages(caseId))
    .filter(({ state }) => state === 'sent')
    .map(({ purpose, channel }) => `${purpose} ${channel}`);
  expect(sent.sort()).toEqual([
    'case-opened sms',
    'handed-off email',
    'handed-off sms',
    'technician-assigned email',
    'technician-assigned sms',
    'technician-assigned sms',
  ]);
  expect([after.sms.length - before.sms.length, after.mails.length - before.mails.length]).toEqual([3, 2]);
}, 150_000);
