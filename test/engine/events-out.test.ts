import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../domain/shared/ids.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { type Receiver, startReceiver, verify } from '../support/receiver.ts';
import { FACTS, handedOff } from '../support/requests.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/workers.ts';

const IN_THE_END = { timeout: 45_000, interval: 100 };

let engine: Engine;
let receiver: Receiver;
let worker: WorkerProcess | undefined;
beforeAll(async () => {
  [engine, receiver] = await Promise.all([startEngine(), startReceiver()]);
});
afterAll(async () => {
  await worker?.stop(20_000);
  await receiver.stop();
  await engine.stop();
});

/** Ids of all that there is to tell of a case, from its ledger and the ledger of messages. */
async function tellable(caseId: CaseId): Promise<string[]> {
  const facts = (await engine.ledger(caseId)).map(({ seq }) => `${caseId}:${seq}`);
  const sent = (await engine.messages(caseId)).filter(({ state }) => state === 'sent').map(({ key }) => `${key}:sent`);
  return [...facts, ...sent].sort();
}

test('a case is told in full, in order and signed, by a worker that is killed meanwhile and the one after it', async () => {
  const request = { url: receiver.url, reach: 'private', types: null } as const;
  const { secret } = await engine.aftercare.addEndpoint(ORGANISATION, request);
  receiver.answer = ({ type }) => (type === 'case.classified' ? 'silence' : { status: 200 });
  worker = await startWorkerProcess(engine.parts);
  const caseId = await handedOff(engine.aftercare, 'told');
  await expect
    .poll(() => receiver.received.some(({ event }) => event.type === 'case.classified'), IN_THE_END)
    .toBe(true);
  await worker.kill();
  expect(receiver.received.at(-1)?.event.type).toBe('case.classified');

  receiver.answer = () => ({ status: 200 });
  // As if what the dead had taken had been his for long enough.
  await engine.database.pool.query(`update event_lanes set leased_until = now() - interval '1 second'`);
  worker = await startWorkerProcess(engine.parts, { name: 'second' });
  await engine.check();
  await expect.poll(async () => [...new Set(receiver.ids())].sort(), IN_THE_END).toEqual(await tellable(caseId));

  const facts = receiver.ids().filter((id) => id.startsWith(`${caseId}:`));
  expect([...new Set(facts)]).toEqual((await engine.ledger(caseId)).map(({ seq }) => `${caseId}:${seq}`));
  // Only what was under way when the worker died came twice.
  const twice = receiver.received.filter(({ event }, at) => receiver.ids().indexOf(event.id) < at);
  expect(twice.map(({ event }) => event.type)).toEqual(['case.classified']);
  for (const one of receiver.received) expect(verify(secret, one)).toEqual(one.event);
  for (const { text } of receiver.received) {
    expect(text.length).toBeLessThan(20_000);
    for (const personal of [
      FACTS['customer-name'],
      FACTS.phone,
      FACTS.email,
      FACTS.address,
      FACTS['fault-description'],
    ]) {
      expect(text).not.toContain(personal);
    }
  }
  expect(await engine.aftercare.listEndpoints(ORGANISATION)).toMatchObject([{ state: 'enabled', waiting: 0 }]);
}, 120_000);
