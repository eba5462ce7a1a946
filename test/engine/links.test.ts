import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createParts, startOf } from '../../client/aftercare.ts';
import { httpDepsOf } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import { linkToken } from '../../database/links.ts';
import { findOrganisation } from '../../database/organisations.ts';
import { linkTo } from '../../domain/link/offered.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { CUSTOMER, handedOff, LEAD, TECHNICIAN } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const PUBLIC_URL = 'https://service.example.com';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let app: FastifyInstance;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers({ ...engine.parts, publicUrl: PUBLIC_URL });
  const options = { temporal: engine.temporal, pool: engine.database.pool, taskQueue: engine.parts.taskQueue };
  const start = startOf({ clockOffsetMs: engine.clockOffsetMs });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const nowMs = () => start.nowMs() + start.offsetMs;
  const deps = httpDepsOf(createParts(options), start, { publicUrl: PUBLIC_URL, smsAuthToken: null, nowMs, log });
  app = await createHttpServer({ ...deps, aftercare: engine.recorded(deps.aftercare) });
});
afterAll(async () => {
  await app.close();
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

/** The path of the link in the customer's last text about a case. */
async function linkIn(caseId: CaseId, words: RegExp): Promise<string> {
  const texts = (await engine.sinks()).sms.filter(({ body }) => body.includes(caseId) && words.test(body));
  return /https:\/\/service\.example\.com(\/l\/\S+)/.exec(texts.at(-1)?.body ?? '')?.[1] ?? 'no link';
}

const get = (url: string) => app.inject({ url });
const send = (url: string, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });

/** Two visits of one technician are proposed; each customer has a link of their own. */
async function proposed(reference: string, day: string): Promise<{ readonly caseId: CaseId; readonly link: string }> {
  const caseId = await handedOff(engine.aftercare, reference);
  await engine.advance(caseId, '2026-03-09 09:30');
  await engine.aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  const at = { start: `${day}T14:00+08:00`, end: `${day}T16:00+08:00` };
  await engine.aftercare.proposeAppointment(ORGANISATION, caseId, at, { by: TECHNICIAN });
  await engine.advance(caseId, '2026-03-09 09:40');
  return { caseId, link: await linkIn(caseId, /Or here/) };
}

test('the link in a text confirms the visit, then moves it to a time that the other customer has not', async () => {
  const other = await proposed('link-other', '2026-03-10');
  const one = await proposed('link-one', '2026-03-11');
  expect((await get(one.link)).body).toContain('May we come at this time?');
  expect((await send(one.link, { do: 'confirm' })).headers.location).toBe('?said=thanks');
  const { view } = await engine.aftercare.showCase(ORGANISATION, one.caseId);
  expect([view.stage, view.appointment?.status]).toEqual(['visit', 'confirmed']);

  const { body } = await get(one.link);
  const offered = [...body.matchAll(/name="start" value="(\d+)"/g)].map(([, start]) => Number(start));
  const taken = [Date.parse('2026-03-10T14:00+08:00'), Date.parse('2026-03-10T16:00+08:00')] as const;
  const length = taken[1] - taken[0];
  expect(offered.length).toBeGreaterThan(10);
  expect(offered.filter((start) => start < taken[1] && start + length > taken[0])).toEqual([]);
  expect((await send(one.link, { do: 'move', start: String(taken[0]) })).statusCode).toBe(422);

  const start = offered.at(-1)!;
  expect((await send(one.link, { do: 'move', start: String(start) })).headers.location).toBe('?said=thanks');
  await engine.advance(one.caseId, '2026-03-09 10:00');
  const moved = await engine.aftercare.showCase(ORGANISATION, one.caseId);
  expect(moved.view.appointment).toMatchObject({ startMs: start, status: 'confirmed', revision: 2 });
  // The customer hears of it, with a link to that revision; the old one only shows what holds.
  const newer = await linkIn(one.caseId, /agreed/i);
  expect(newer).not.toBe(one.link);
  expect((await get(newer)).body).toContain('Another time');
  expect((await get(one.link)).body).not.toContain('name="start"');
  for (const { caseId } of [one, other]) {
    await engine.aftercare.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: CUSTOMER });
  }
});

test('a customer rates by the link, opts out by another, and is asked no more', async () => {
  const { caseId, link } = await proposed('link-opt-out', '2026-03-12');
  await send(link, { do: 'confirm' });
  await engine.advance(caseId, '2026-03-12 14:00');
  await engine.aftercare.recordArrival(ORGANISATION, caseId, {}, { by: TECHNICIAN });
  const report = { cause: 'supplier-part', result: 'solved', opinion: 'satisfied' };
  await engine.aftercare.fileReport(ORGANISATION, caseId, report, { by: TECHNICIAN });
  await engine.advance(caseId, '2026-03-12 20:00');
  const rate = await linkIn(caseId, /1 to 5/);
  expect((await get(rate)).body).toContain('Your rating');
  expect((await send(rate, { answer: '5' })).headers.location).toBe('?said=thanks');
  const { view } = await engine.aftercare.showCase(ORGANISATION, caseId);
  expect(view.stage).toBe('follow-up');

  const organisation = (await findOrganisation(engine.database.pool, ORGANISATION))!;
  const optOut = `/l/${linkToken(organisation, linkTo(view, 'opt-out', 'care', view.atMs))}`;
  expect((await send(optOut, { 'List-Unsubscribe': 'One-Click' })).statusCode).toBe(200);
  await engine.advance(caseId, '2026-03-20 12:00');
  const asked = (await engine.messages(caseId)).filter(({ purpose }) => purpose === 'follow-up-asked');
  expect(asked.filter(({ state }) => state === 'sent')).toEqual([]);
  expect((await engine.ledger(caseId)).map(({ type }) => type)).toContain('ConsentRecorded');
});
