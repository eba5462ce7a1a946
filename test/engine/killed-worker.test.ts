import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { DESK, handedOff, LEAD, request, TECHNICIAN } from '../support/requests.ts';
import { startMortalWorker, startWorkerProcess, type WorkerProcess } from '../support/workers.ts';

/** An attempt whose worker died is given up after 10 or 15 s, and its lease is over. */
const TAKEN_UP_WITHIN_MS = 45_000;

let engine: Engine;
const started: WorkerProcess[] = [];

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
afterEach(async () => {
  await engine.check();
  await Promise.all(started.splice(0).map((child) => child.stop(10_000)));
});

async function worker(): Promise<WorkerProcess> {
  const child = await startWorkerProcess(engine.parts);
  started.push(child);
  return child;
}

test('a worker killed right after a provider took an SMS and a mail leaves one of each, known as sent', async () => {
  const first = await worker();
  const caseId = await handedOff(engine.aftercare, 'killed-sending');
  await engine.aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  await engine.check();
  const before = await engine.sinks();
  // Two to the customer: one on each channel.
  engine.sms.script({ to: '+8613900000201', answers: ['accept-then-hang'] });
  engine.mailbox.script({ to: 'ada.brook@customer.example.com', answers: ['accept-then-hang'] });
  const body = { start: '2026-03-11T14:00+08:00', end: '2026-03-11T16:00+08:00' };
  await engine.aftercare.proposeAppointment(ORGANISATION, caseId, body, { by: TECHNICIAN });
  await expect
    .poll(
      async () => {
        const { mails, sms } = await engine.sinks();
        return [mails.length - before.mails.length, sms.length - before.sms.length];
      },
      { timeout: 15_000, interval: 20 },
    )
    .toEqual([1, 1]);
  await first.kill();
  const proposed = async () =>
    (await engine.messages(caseId)).filter(({ purpose }) => purpose === 'appointment-proposed');
  expect((await proposed()).map(({ state }) => state)).toEqual(['claimed', 'claimed']);

  await worker();
  await expect
    .poll(async () => (await proposed()).map(({ state, attempts }) => ({ state, attempts })), {
      timeout: TAKEN_UP_WITHIN_MS,
      interval: 200,
    })
    .toEqual([
      { state: 'sent', attempts: 1 },
      { state: 'sent', attempts: 1 },
    ]);
  const after = await engine.sinks();
  expect([after.mails.length - before.mails.length, after.sms.length - before.sms.length]).toEqual([1, 1]);
}, 90_000);

test('a worker killed between a commit and the end of its activity loses nothing and repeats nothing', async () => {
  const mortal = await startMortalWorker(engine.parts, { at: '^after .*insert into case_events .*RemoteHelpRecorded' });
  started.push(mortal);
  const opened = await engine.aftercare.openCase(ORGANISATION, request('killed-committing'), { by: DESK });
  const { caseId } = opened;
  await engine.check();
  await engine.aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  await mortal.ended;
  // Committed by the dead, whether or not anybody was told so.
  expect((await engine.ledger(caseId)).map(({ type }) => type)).toContain('RemoteHelpRecorded');

  // Commands that come while nobody works wait for the next worker.
  const classified = engine.aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await worker();
  expect((await classified).view.stage).toBe('hand-off');
  await engine.aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK });
  await expect
    .poll(async () => (await engine.messages(caseId)).filter(({ state }) => state === 'sent').length, {
      timeout: TAKEN_UP_WITHIN_MS,
      interval: 200,
    })
    .toBe(3);
  const counts = (await engine.ledger(caseId)).filter(({ type }) => type === 'RemoteHelpRecorded');
  expect(counts).toHaveLength(1);
}, 90_000);
