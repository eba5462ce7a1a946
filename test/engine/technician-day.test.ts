import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId } from '../../domain/shared/ids.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { servePages } from '../support/page-server.ts';
import { DESK, FACTS, LEAD, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let app: FastifyInstance;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  app = await servePages(engine);
});
afterAll(async () => {
  await app.close();
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

/** The path of somebody's day. */
async function dayOf(personId: string, on: string, organisation = ORGANISATION): Promise<string> {
  return `/day/${(await engine.aftercare.dayLink(organisation, personId, on)).token}`;
}

const post = (path: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

/** A visit of tech-1 that is agreed for a time of 10 March, handed off at four on the 9th. */
async function visitOn(reference: string, from: string, until: string): Promise<CaseId> {
  const { aftercare } = engine;
  const { caseId } = await aftercare.openCase(ORGANISATION, request(reference, FACTS, { urgency: 'emergency' }), {
    by: DESK,
  });
  await aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  await aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await engine.advance(caseId, '2026-03-09 16:00');
  await aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK });
  await aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  const slot = { start: `2026-03-10T${from}+08:00`, end: `2026-03-10T${until}+08:00`, agreed: true };
  await aftercare.proposeAppointment(ORGANISATION, caseId, slot, { by: LEAD });
  await engine.check();
  return caseId;
}

describe('what is told late', () => {
  test('arrived at 13:40, recorded at 18:10: the breach is withdrawn and everybody alarmed is told', async () => {
    const caseId = await visitOn('late', '13:30', '15:30');
    await engine.advance(caseId, '2026-03-10 18:10');
    const alarmed = (await engine.ledger(caseId)).filter(({ type }) => type === 'ClockEscalated');
    expect(alarmed.length).toBeGreaterThan(0);

    const day = await dayOf('tech-1', '2026-03-10');
    const recorded = await post(`${day}/${caseId}/arrive`, { stands: '1.1', at: '13:40' });
    expect(recorded.statusCode, recorded.body).toBe(303);
    await engine.check();
    const ledger = await engine.ledger(caseId);
    expect(ledger.filter(({ type }) => type === 'TechnicianArrived')).toMatchObject([
      { atMs: Date.parse('2026-03-10T13:40+08:00'), by: { kind: 'staff', personId: 'tech-1' } },
    ]);
    expect(ledger.filter(({ type }) => type === 'BreachWithdrawn')).toMatchObject([{ clockId: 'on-site' }]);

    await engine.advance(caseId, '2026-03-11 12:00');
    const messages = await engine.messages(caseId);
    const toWhom = (purpose: string) =>
      new Set(
        messages
          .filter((one) => one.purpose === purpose && one.state === 'sent')
          .map(({ recipient }) => JSON.stringify(recipient)),
      );
    const escalated = messages.filter(({ key, purpose }) => purpose === 'clock-escalated' && key.includes('on-site'));
    expect(toWhom('breach-withdrawn')).toEqual(new Set(escalated.map(({ recipient }) => JSON.stringify(recipient))));
  });
});

describe('a form', () => {
  test('that is sent twice counts once, and one of a time that was moved is refused', async () => {
    const caseId = await visitOn('twice', '09:00', '10:00');
    const { aftercare } = engine;
    const day = await dayOf('tech-1', '2026-03-10');
    const forms = await Promise.all([1, 2, 3].map(() => post(`${day}/${caseId}/depart`, { stands: '1.1' })));
    expect(forms.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(forms[0]?.headers.location).toBe(`${day}/${caseId}?done=depart`);
    const again = await post(`${day}/${caseId}/depart`, { stands: '1.1', at: '08:30' });
    expect(again.statusCode).toBe(422);

    const slot = { start: '2026-03-10T16:00+08:00', end: '2026-03-10T17:00+08:00', agreed: true };
    await aftercare.rescheduleAppointment(ORGANISATION, caseId, { ...slot, reason: 'other' }, { by: LEAD });
    await expect
      .poll(async () => (await aftercare.showCase(ORGANISATION, caseId)).view.stage, { timeout: 10_000 })
      .toBe('visit');
    const stale = await post(`${day}/${caseId}/arrive`, { stands: '1.1' });
    expect([stale.statusCode, stale.body]).toEqual([422, expect.stringContaining('预约已更改')]);
    expect((await post(`${day}/${caseId}/arrive`, { stands: '1.2', at: '25:00' })).statusCode).toBe(422);
    await engine.check();
    const ledger = await engine.ledger(caseId);
    expect(ledger.filter(({ type }) => type === 'TechnicianDeparted')).toHaveLength(1);
    expect(ledger.filter(({ type }) => type === 'TechnicianArrived')).toHaveLength(0);
  });

  test('charges by the list only, keeps photos only, and says what was wrong with what was filled in', async () => {
    const caseId = await visitOn('listed', '10:30', '11:30');
    const day = await dayOf('tech-1', '2026-03-10');
    expect((await post(`${day}/${caseId}/arrive`, { stands: '1.1' })).statusCode).toBe(303);
    const report = { stands: '1.1', cause: 'wear', result: 'solved', note: '<b>换了镜头</b>' };
    const wrong = await post(`${day}/${caseId}/report`, { ...report, 'parts:lens-head': '1000' });
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('镜头模组 的数量')]);
    expect(wrong.body).toContain('&lt;b&gt;换了镜头&lt;/b&gt;');
    expect(wrong.body).toMatch(/value="wear" selected/);
    const page = await app.inject({
      method: 'POST',
      url: `${day}/${caseId}/photos`,
      ...multipart({ photo: '<script>alert(1)</script>' }),
    });
    expect([page.statusCode, page.body]).toEqual([422, expect.stringContaining('只能保存照片')]);
    expect(await engine.aftercare.attachments(ORGANISATION, caseId)).toEqual([]);
    const filed = await post(`${day}/${caseId}/report`, { ...report, 'parts:gold-bar': '3', 'parts:lens-head': '1' });
    expect(filed.statusCode, filed.body).toBe(303);
    await engine.check();
    const [event] = (await engine.ledger(caseId)).filter(({ type }) => type === 'ReportFiled');
    expect(event).toMatchObject({ parts: [{ code: 'lens-head', quantity: 1 }] });
  });
});

describe('nobody was there, or it could not be solved', () => {
  test('the time is free again, and another is to be agreed', async () => {
    const caseId = await visitOn('nobody', '12:00', '13:00');
    const day = await dayOf('tech-1', '2026-03-10');
    const early = await post(`${day}/${caseId}/no-show`, { stands: '1.1' });
    expect([early.statusCode, early.body]).toEqual([422, expect.stringContaining('上门时间从 12:00 开始')]);
    await engine.advance(caseId, '2026-03-10 12:20');
    const gone = await post(`${day}/${caseId}/no-show`, { stands: '1.1', note: '敲门无人' });
    expect([gone.statusCode, gone.headers.location]).toEqual([303, `${day}?done=no-show`]);
    expect((await post(`${day}/${caseId}/no-show`, { stands: '1.1', note: '敲门无人' })).statusCode).toBe(303);
    const { view } = await engine.aftercare.showCase(ORGANISATION, caseId);
    expect(view).toMatchObject({ stage: 'appointment', appointment: null, appointmentRevision: 2 });
  });

  test('another visit follows a report that says so', async () => {
    const caseId = await visitOn('again', '15:30', '15:55');
    const day = await dayOf('tech-1', '2026-03-10');
    await post(`${day}/${caseId}/arrive`, { stands: '1.1' });
    const filed = await post(`${day}/${caseId}/report`, { stands: '1.1', cause: 'other', result: 'second-visit' });
    expect([filed.statusCode, filed.headers.location]).toEqual([303, `${day}?done=report`]);
    expect((await engine.aftercare.showCase(ORGANISATION, caseId)).view.stage).toBe('appointment');
  });
});

describe('a link', () => {
  test('opens the cases of that person only, and a forged one nothing', async () => {
    const caseId = await visitOn('whose', '17:00', '17:30');
    const [own, other] = await Promise.all([dayOf('tech-1', '2026-03-10'), dayOf('tech-4', '2026-03-10')]);
    const shown = await app.inject(`${own}/${caseId}`);
    expect(shown.statusCode).toBe(200);
    expect(shown.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(shown.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    const bad = [
      `${other}/${caseId}`,
      `${own.replace('tech-1', 'tech-4')}/${caseId}`,
      `${own}x`,
      '/day/x',
      `${own}/C-0000000000`,
    ];
    for (const url of bad) {
      const answer = await app.inject({ url, headers: { 'accept-language': 'sv' } });
      expect([answer.statusCode, answer.body], url).toEqual([
        404,
        expect.stringContaining('Länken gäller inte längre'),
      ]);
    }
    const forged = await post(`${other}/${caseId}/arrive`, { stands: '1.1' });
    expect(forged.statusCode).toBe(404);
    const heavy = await app.inject({
      ...{ method: 'POST', url: `${own}x/${caseId}/photos`, payload: Buffer.alloc(33 * 1_024 * 1_024) },
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(heavy.statusCode, 'before its body is read').toBe(404);
    expect((await engine.ledger(caseId)).filter(({ type }) => type === 'TechnicianArrived')).toEqual([]);
  });

  test('is over when nothing of its day may be told any more, and GET never records', async () => {
    const day = await dayOf('tech-1', '2026-03-10');
    const later = await servePages(engine, () => Date.parse('2026-03-14T01:00+08:00'));
    expect((await later.inject(day)).statusCode).toBe(404);
    await later.close();
    const { body } = await app.inject(day);
    for (const [, path] of body.matchAll(/href="(\/day\/[^"]+)"/g)) {
      expect((await app.inject(path!)).statusCode).toBe(200);
      expect((await app.inject(`${path}/arrive`)).statusCode).toBe(404);
    }
    expect(body).toMatch(/href="\/day\//);
  });

  test('that is guessed at is answered no longer', async () => {
    const codes: number[] = [];
    for (let guess = 0; guess < 70; guess += 1) {
      codes.push(
        (await app.inject({ url: `/day/northwind.tech-1.2026-03-10.zz.${guess}`, remoteAddress: '203.0.113.9' }))
          .statusCode,
      );
    }
    expect(new Set(codes)).toEqual(new Set([404, 429]));
    expect(codes.at(-1)).toBe(429);
  });
});

function multipart(files: Record<string, string>) {
  const parts = Object.entries(files).map(
    ([name, content]) =>
      `--edge\r\ncontent-disposition: form-data; name="${name}"; filename="${name}.png"\r\ncontent-type: image/png\r\n\r\n${content}\r\n`,
  );
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload: `${parts.join('')}--edge--\r\n`,
  };
}
