import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lazyTemporal } from '../../client/connection.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { instantOf } from '../../local/demo/director.ts';
import { freePort } from '../../local/free-ports.ts';
import { sweepInbox } from '../../workers/inbox-sweep.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { CUSTOMER, DESK, FACTS, LEAD, request, TECHNICIAN } from '../support/requests.ts';
import { type ReplyDesk, startReplyDesk } from '../support/sms-phone.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let desk: ReplyDesk;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  const publicUrl = `http://127.0.0.1:${await freePort()}`;
  desk = await startReplyDesk(engine, publicUrl);
  await desk.app.listen({ host: '127.0.0.1', port: Number(new URL(publicUrl).port) });
  const statusCallbackUrl = `${publicUrl}/hooks/twilio/{organisation}/status`;
  workers = await startWorkers({ ...engine.parts, statusCallbackUrl });
});
afterAll(async () => {
  await workers.stop();
  await desk.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const open = async (phone: string) => {
  const { caseId } = await engine.aftercare.openCase(ORGANISATION, request(phone, { ...FACTS, phone }), { by: DESK });
  return caseId;
};
const told = (phone: string, purpose: string) =>
  expect
    .poll(async () => (await engine.aftercare.messages(ORGANISATION, { limit: 1_000 })).filter(isOf(phone, purpose)), {
      timeout: 20_000,
    })
    .toHaveLength(1);
const cases = new Map<string, string>();
const isOf = (phone: string, purpose: string) => (row: { caseId: string; key: string; state: string }) =>
  row.caseId === cases.get(phone) &&
  row.key.includes(`/${purpose}/`) &&
  row.key.endsWith('/customer/sms') &&
  row.state === 'sent';
const typesOf = (events: readonly CaseEvent[], ...types: CaseEvent['type'][]) =>
  events.filter(({ type }) => types.includes(type));

/** Up to the time that is proposed to the customer. */
async function proposed(phone: string): Promise<string> {
  const { aftercare: a } = engine;
  const caseId = await open(phone);
  cases.set(phone, caseId);
  await a.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  await a.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await a.handOff(ORGANISATION, caseId, {}, { by: DESK });
  await a.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  const visit = { start: '2026-03-10T14:00+08:00', end: '2026-03-10T16:00+08:00' };
  await a.proposeAppointment(ORGANISATION, caseId, visit, { by: TECHNICIAN });
  await told(phone, 'appointment-proposed');
  return caseId;
}

test('a customer goes through a case by text: a time, a rating, a round more, and what comes late stays in its round', async () => {
  const { aftercare: a } = engine;
  const phone = '+8613900000301';
  const caseId = await proposed(phone);
  expect((await desk.text(phone, 'Yes, but not before three')).body).toContain('noted');
  expect((await desk.text(phone, '１')).body).not.toContain('Message>');
  await engine.advance(caseId, '2026-03-10 13:50');
  await a.recordArrival(ORGANISATION, caseId, {}, { by: TECHNICIAN });
  await a.fileReport(ORGANISATION, caseId, { cause: 'wear', result: 'solved' }, { by: TECHNICIAN });
  await a.signReport(ORGANISATION, caseId, { opinion: 'satisfied' }, { by: CUSTOMER });
  await engine.advance(caseId, '2026-03-10 17:30');
  await told(phone, 'callback-asked');
  await desk.text(phone, '2, it flickers again');
  const { view } = await a.showCase(ORGANISATION, caseId);
  expect(view.round).toBe(2);
  await engine.check();
  // Nothing was asked in this round yet, so it can only be about the round before.
  await desk.text(phone, '5');
  await engine.check();
  const events = await engine.ledger(caseId);
  expect(typesOf(events, 'AppointmentConfirmed')).toMatchObject([{ revision: 1, by: CUSTOMER }]);
  expect(typesOf(events, 'ServiceRated')).toMatchObject([{ score: 2, noteId: expect.any(String) }]);
  expect(typesOf(events, 'CustomerContacted')).toHaveLength(2);
  const waiting = await a.inbox(ORGANISATION, { caseId, waiting: true, limit: 10 });
  expect(waiting.map(({ meaning }) => meaning)).toEqual(['text', 'late']);
  await a.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: DESK });
  await engine.workflowOf(caseId).result();
  await desk.text(phone, 'one more thing');
  const [last] = (await a.inbox(ORGANISATION, { caseId, limit: 10 })).slice(-1);
  expect(last).toMatchObject({ state: 'kept', waitsBecause: 'case-closed' });
}, 120_000);

test('who says stop hears nothing more, however the case goes on, until they say start', async () => {
  const phone = '+8613900000302';
  const caseId = await proposed(phone);
  const before = (await engine.sinks()).sms.filter(({ to }) => to === phone).length;
  expect((await desk.text(phone, 'Stop please')).body).toContain('no more messages');
  expect((await desk.text(phone, 'STOP')).body).not.toContain('Message>');
  await engine.aftercare.confirmAppointment(ORGANISATION, caseId, {}, { by: CUSTOMER });
  await engine.advance(caseId, '2026-03-10 13:50');
  await engine.check();
  expect((await engine.sinks()).sms.filter(({ to }) => to === phone)).toHaveLength(before);
  expect(typesOf(await engine.ledger(caseId), 'ConsentRecorded')).toMatchObject([
    { consent: 'withdrawn', channel: 'sms', purpose: null, by: CUSTOMER },
    { consent: 'withdrawn' },
  ]);
  await desk.text(phone, 'START');
  const later = { start: '2026-03-11T14:00+08:00', end: '2026-03-11T16:00+08:00', reason: 'other' };
  await engine.aftercare.rescheduleAppointment(ORGANISATION, caseId, later, { by: TECHNICIAN });
  await told(phone, 'appointment-proposed/r2');
}, 120_000);

test('a report of delivery proves a message whose acceptance nobody heard of', async () => {
  const phone = '+8613900000303';
  engine.sms.script({ to: phone, answers: ['accept-then-reset'] });
  const caseId = await open(phone);
  const row = async () =>
    (await engine.messages(caseId)).find(({ key }) => key.endsWith('/case-opened/round-1/customer/sms'));
  await expect.poll(async () => (await row())?.delivery, { timeout: 7_000 }).toBe('delivered');
  expect(await row()).toMatchObject({ state: 'sent', providerId: expect.stringMatching(/^SM/) });
  await engine.check();
  expect((await engine.sinks()).sms.filter(({ to }) => to === phone)).toHaveLength(1);
}, 60_000);

test('ten thousand replies to one case in ten seconds do not end it: sixty are heard, the rest is told to wait', async () => {
  const phone = '+8613900000304';
  const caseId = await open(phone);
  const startedMs = performance.now();
  const statuses: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => desk.text(phone, 'is anybody there')));
    statuses.push(...answers.map(({ statusCode }) => statusCode));
  }
  const tookMs = performance.now() - startedMs;
  process.stderr.write(`10,000 replies to one case in ${Math.round(tookMs)} ms\n`);
  const taken = statuses.filter((status) => status === 200).length;
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  // A minute's share at once, and what trickles in while the flood lasts.
  expect(taken).toBeLessThanOrEqual(61 + Math.ceil(tookMs / 1_000));
  expect(taken).toBeGreaterThanOrEqual(60);
  await engine.aftercare.provideFacts(ORGANISATION, caseId, { facts: { wish: 'soon' } }, { by: DESK });
  await engine.check();
  expect(typesOf(await engine.ledger(caseId), 'CustomerContacted')).toHaveLength(taken);
  const entries = await engine.aftercare.inbox(ORGANISATION, { caseId, limit: 1_000 });
  expect(entries.filter(({ answer }) => answer !== null)).toHaveLength(3);
}, 120_000);

test('what came while the engine was away is told by a worker once it is back, each reply once', async () => {
  const phone = '+8613900000305';
  const caseId = await open(phone);
  cases.set(phone, caseId);
  await told(phone, 'case-opened');
  // Nobody is there to connect to, so nothing is left to be closed.
  const away = lazyTemporal({ connectionOptions: { address: `127.0.0.1:${await freePort()}` } });
  const cutOff = await startReplyDesk(engine, 'https://service.example.com', away.client);
  const answers = await Promise.all([
    cutOff.text(phone, 'first'),
    cutOff.text(phone, 'second'),
    cutOff.text(phone, 'STOP'),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect(answers[2]?.body).toContain('no more messages');
  const states = async () =>
    (await engine.aftercare.inbox(ORGANISATION, { caseId, limit: 5 })).map(({ state }) => state);
  expect(await states()).toEqual(['received', 'received']);
  await cutOff.stop();
  // Nobody delivers them any more, though their lease says so.
  await engine.database.pool.query("update inbox set leased_until = now() - interval '1 s' where state = 'received'");
  const stopSweeping = sweepInbox(engine.aftercare, { warn: () => undefined });
  try {
    await expect.poll(states, { timeout: 20_000 }).toEqual(['taken', 'taken']);
    await expect
      .poll(async () => typesOf(await engine.ledger(caseId), 'ConsentRecorded').length, { timeout: 20_000 })
      .toBe(1);
  } finally {
    stopSweeping();
  }
  await engine.check();
  const events = await engine.ledger(caseId);
  expect(typesOf(events, 'CustomerContacted')).toHaveLength(2);
  expect(typesOf(events, 'ConsentRecorded')).toHaveLength(1);
}, 120_000);

test('a customer who wants another time is shown free ones, and a yes given in time is in time though told after the visit began', async () => {
  const phone = '+8613900000306';
  const caseId = await proposed(phone);
  const { body } = await desk.text(phone, '2');
  const [, path = ''] = /http:\/\/127\.0\.0\.1:\d+(\/l\/[^\s<]+)/.exec(body) ?? [];
  const page = await desk.app.inject({ url: path });
  expect(page.statusCode).toBe(200);
  expect(page.body.match(/<input[^>]*type="radio"/g)?.length).toBeGreaterThan(0);

  const away = lazyTemporal({ connectionOptions: { address: `127.0.0.1:${await freePort()}` } });
  const cutOff = await startReplyDesk(engine, 'https://service.example.com', away.client);
  await cutOff.text(phone, '1');
  await cutOff.stop();
  const saidAtMs = instantOf('2026-03-10 13:00');
  await engine.database.pool.query(
    "update inbox set received_at = $1, leased_until = now() - interval '1 s' where state = 'received'",
    [new Date(saidAtMs - engine.clockOffsetMs)],
  );
  await engine.advance(caseId, '2026-03-10 14:30');
  expect(await engine.aftercare.deliverLeftReplies()).toBe(1);
  const { view } = await engine.aftercare.showCase(ORGANISATION, caseId);
  expect(view).toMatchObject({ stage: 'visit', appointment: { status: 'confirmed' } });
  await engine.check();
  const [confirmed] = typesOf(await engine.ledger(caseId), 'AppointmentConfirmed');
  expect(Math.abs((confirmed?.atMs ?? 0) - saidAtMs)).toBeLessThan(1_000);
  expect(confirmed?.recordedAtMs).toBeGreaterThanOrEqual(instantOf('2026-03-10 14:30'));
  expect((await engine.messages(caseId)).filter(({ key }) => key.includes('/appointment-confirmed/'))).toEqual([]);
}, 120_000);
