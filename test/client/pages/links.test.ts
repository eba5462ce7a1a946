import type { InjectOptions } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { UnavailableError } from '../../../client/errors.ts';
import { WORDS } from '../../../client/pages/customer/words.ts';
import { hashAddress } from '../../../database/consents.ts';
import { linkToken } from '../../../database/links.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { NOW_MS, OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';
import { CustomerLife, quoted, VISIT } from '../../support/customer-life.ts';
import { CUSTOMER, FACTS } from '../../support/requests.ts';

let api: TestApi;
let clockMs = NOW_MS;
beforeAll(async () => {
  api = await startTestApi({ nowMs: () => clockMs });
});
afterAll(() => api.stop());
afterEach(() => {
  api.gateway.commands.length = 0;
  clockMs += 120_000;
});

const get = (token: string, over: InjectOptions = {}) => api.app.inject({ url: `/l/${token}`, ...over });
const post = (token: string, form: Record<string, string>, over: InjectOptions = {}) =>
  api.app.inject({
    method: 'POST',
    url: `/l/${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
    ...over,
  });
const sent = () => api.gateway.commands.map(({ type }) => type);

describe('a link that is not good', () => {
  async function badTokens(): Promise<readonly string[]> {
    const life = await (await CustomerLife.begin(api, 'en')).proposed();
    const good = await life.token('appointment', '1');
    const theirs = (await api.deps.store.findOrganisation(THEIRS))!;
    const claim = { organisationId: OURS, caseId: life.caseId, purpose: 'appointment', subject: '1' } as const;
    api.gateway.commands.length = 0;
    return [
      'x',
      good.slice(0, -1),
      good.replace('.a1.', '.r1.'),
      good.replace('.a1.', '.a2.'),
      good.replace(life.caseId, 'C-0000000000'),
      good.replace(OURS, THEIRS),
      good.replace(OURS, 'nobody'),
      await life.token('appointment', '1', NOW_MS - 61 * DAY_MS),
      // Signed by another organisation, and of a case that is none.
      linkToken(theirs, { ...claim, expiresAtMs: NOW_MS + DAY_MS }),
      linkToken(theirs, { ...claim, organisationId: THEIRS, expiresAtMs: NOW_MS + DAY_MS }),
      encodeURIComponent('../../etc/passwd'),
    ];
  }

  test('is answered alike, whatever is wrong with it, and changes nothing', async () => {
    const answers = [];
    for (const token of await badTokens()) {
      for (const answer of [await get(token), await post(token, { do: 'confirm' })]) {
        const { 'request-id': _id, date: _date, 'content-length': _length, ...headers } = answer.headers;
        answers.push({
          status: answer.statusCode,
          headers: { ...headers, 'x-ratelimit-remaining': '' },
          body: answer.body,
        });
        clockMs += 60_000;
      }
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: expect.stringContaining(WORDS.en.gone.title) });
    expect(sent()).toEqual([]);
  });

  test('is answered no sooner the closer it is to a good one', async () => {
    const times: number[] = [];
    for (const token of (await badTokens()).slice(0, 6)) {
      const from = performance.now();
      await get(token);
      times.push(performance.now() - from);
    }
    expect(Math.min(...times)).toBeGreaterThan(145);
  });

  test('is guessed a few times only', async () => {
    const remoteAddress = '203.0.113.9';
    const tried = await Promise.all(Array.from({ length: 20 }, (_, i) => get(`guess-${i}`, { remoteAddress })));
    expect(new Set(tried.map(({ statusCode }) => statusCode))).toEqual(new Set([404]));
    const life = await CustomerLife.begin(api, 'en');
    const good = await life.token('status', '1');
    const shut = await get(good, { remoteAddress });
    expect([shut.statusCode, shut.headers['retry-after']]).toEqual([429, '60']);
    expect((await get(good)).statusCode).toBe(200);
    clockMs += 60_000;
    expect((await get(good, { remoteAddress })).statusCode).toBe(200);
  });
});

describe('a page', () => {
  test('is closed to scripts, frames, searches and whoever is linked to', async () => {
    const { headers } = await get(await (await CustomerLife.begin(api, 'en')).token('status', '1'));
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'/,
      ),
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      refresh: '60',
    });
  });

  test('does nothing by being looked at, as scanners of mail do', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).asked();
    const tokens = [
      await life.token('rate', '1'),
      await life.token('opt-out', 'survey'),
      await life.token('status', '1'),
      await (await quoted(api, 'en')).token('quotation', 'quotation-1'),
    ];
    api.gateway.commands.length = 0;
    for (const token of tokens) {
      expect((await get(token)).statusCode).toBe(200);
      expect((await get(`${token}?do=accept&answer=5&said=%3Cscript%3E`)).body).not.toContain('<script');
      expect((await get(token, { method: 'HEAD' })).statusCode).toBe(200);
    }
    expect(sent()).toEqual([]);
  });

  test('is in the language of the case, not of the browser, and in the policy’s own where there is none', async () => {
    const life = await CustomerLife.begin(api, 'zh-CN');
    const answer = await get(await life.token('status', '1'), { headers: { 'accept-language': 'sv' } });
    expect(answer.body).toContain(WORDS['zh-CN'].status.title);
  });

  test('logs nothing that a customer wrote', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).asked();
    await post(await life.token('rate', '1'), { answer: '5', note: 'marker-of-a-note' });
    expect(JSON.stringify(api.logged)).not.toMatch(/marker-of-a-note|Ada Brook/);
    expect(JSON.stringify(api.gateway.commands)).not.toMatch(/marker-of-a-note/);
  });

  test('says that we can’t take it now when we can’t', async () => {
    const life = await (await CustomerLife.begin(api, 'zh-CN')).asked();
    const token = await life.token('rate', '1');
    api.gateway.faults.push(...Array.from({ length: 50 }, () => new UnavailableError('down', null)));
    const answer = await post(token, { answer: '4' });
    api.gateway.faults.length = 0;
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.body).toContain(WORDS['zh-CN'].down.text);
    expect((await post(token, { answer: '4' })).statusCode).toBe(303);
  });
});

describe('what is sent by a link', () => {
  test('counts once: again it is the same, and another answer is none', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).asked();
    const token = await life.token('rate', '1');
    const first = await Promise.all([post(token, { answer: '4' }), post(token, { answer: '4' })]);
    expect(first.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
      [303, '?said=thanks'],
      [303, '?said=thanks'],
    ]);
    await life.journal();
    expect((await post(token, { answer: '1' })).headers.location).toBe('?said=over');
    await life.journal();
    const rated = (await api.deps.aftercare.timeline(OURS, life.caseId)).filter(({ type }) => type === 'ServiceRated');
    expect(rated).toMatchObject([{ score: 4 }]);
  });

  test.each([
    ['no answer', {}],
    ['an answer that is none', { answer: 'five' }],
  ])('with %s is asked for again', async (_, form) => {
    const life = await (await CustomerLife.begin(api, 'en')).asked();
    api.gateway.commands.length = 0;
    const answer = await post(await life.token('rate', '1'), form as Record<string, string>);
    expect([answer.statusCode, sent()]).toEqual([422, []]);
    expect(answer.body).toContain(WORDS.en.choose);
  });

  test('with a score off the scale changes nothing', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).asked();
    expect((await post(await life.token('rate', '1'), { answer: '9' })).headers.location).toBe('?said=over');
    expect(life.view().stage).toBe('callback');
  });

  test('takes no time that was not offered, because somebody has it', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).proposed();
    const token = await life.token('appointment', '1');
    const start = /name="start" value="(\d+)"/.exec((await get(token)).body)![1]!;
    const { pool } = api.database;
    await pool.query(
      `insert into slots (organisation_id, case_id, technician_id, revision, during)
       values ($1, 'C-OTHER', 'tech-1', 1, tstzrange($2, $3))`,
      [OURS, new Date(Number(start)), new Date(Number(start) + DAY_MS / 24)],
    );
    const answer = await post(token, { do: 'move', start });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(WORDS.en.appointment.taken);
    expect(answer.body).not.toContain(`value="${start}"`);
    expect((await post(token, { do: 'move', start: String(VISIT.start + 1) })).statusCode).toBe(422);
    expect(life.view().appointmentRevision).toBe(1);
  });

  test('of an appointment that was moved by us confirms nothing, and moves nothing', async () => {
    const life = await (await CustomerLife.begin(api, 'en')).proposed();
    const token = await life.token('appointment', '1');
    const later = { start: VISIT.start + DAY_MS, end: VISIT.end + DAY_MS, reason: 'technician-unavailable' };
    await life.send('RescheduleAppointment', later);
    expect((await post(token, { do: 'confirm' })).headers.location).toBe('?said=over');
    const [free] = await api.deps.aftercare.freeTimes({ view: life.view(), document: api.document });
    expect((await post(token, { do: 'move', start: String(free![0]) })).headers.location).toBe('?said=over');
    expect(life.view().appointment).toMatchObject({ status: 'proposed', startMs: later.start, revision: 2 });
  });

  test('is limited for one case', async () => {
    const life = await CustomerLife.begin(api, 'en', { ...FACTS, address: undefined });
    const token = await life.token('facts', '1');
    const answers = await Promise.all(Array.from({ length: 62 }, () => post(token, {})));
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(2);
  });

  test('tells what is wrong with a fact beside it, and keeps what was written', async () => {
    const life = await CustomerLife.begin(api, 'en', { ...FACTS, 'purchase-date': undefined });
    const answer = await post(await life.token('facts', '1'), { 'purchase-date': '2026-02-30' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(WORDS.en.facts.factWrong);
    expect(answer.body).toContain('value="2026-02-30"');
  });
});

describe('opting out', () => {
  const refuses = async (channel: 'sms' | 'email', address: string) => {
    const organisation = (await api.deps.store.findOrganisation(OURS))!;
    const { rows } = await api.database.pool.query(
      'select purpose, given from consents where organisation_id = $1 and channel = $2 and address_hash = $3',
      [OURS, channel, hashAddress(organisation, channel, address)],
    );
    return rows;
  };

  test('by the one click of a mail program stops the purpose on every channel, and is answered at once', async () => {
    const facts = { ...FACTS, phone: '+8613900000777', email: 'one.click@customer.example.com' };
    const life = await (await CustomerLife.begin(api, 'en', facts)).asked();
    const token = await life.token('opt-out', 'care');
    const answer = await post(token, { 'List-Unsubscribe': 'One-Click' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(WORDS.en['opt-out'].stopped);
    expect(sent().at(-1)).toBe('RecordConsent');
    expect(await refuses('email', facts.email)).toEqual([{ purpose: 'care', given: false }]);
    expect(await refuses('sms', facts.phone)).toEqual([{ purpose: 'care', given: false }]);
  });

  test('holds as soon as it is said, though the engine does not answer, and after the case has closed', async () => {
    const facts = { ...FACTS, email: 'closed@customer.example.com' };
    const life = await (await CustomerLife.begin(api, 'en', facts)).asked();
    const token = await life.token('opt-out', 'survey');
    api.gateway.faults.push(...Array.from({ length: 50 }, () => new UnavailableError('down', null)));
    expect((await post(token, {})).statusCode).toBe(503);
    api.gateway.faults.length = 0;
    expect(await refuses('email', facts.email)).toEqual([{ purpose: 'survey', given: false }]);

    await life.send('CloseCase', { outcome: 'withdrawn' }, CUSTOMER);
    await life.journal();
    expect((await post(await life.token('opt-out', 'care'), {})).headers.location).toBe('?said=stopped');
    expect(await refuses('email', facts.email)).toHaveLength(2);
  });
});

test('a link is made for what the case waits for, and for nothing else', async () => {
  const life = await (await CustomerLife.begin(api, 'en')).proposed();
  const token = await api.deps.aftercare.caseLink(OURS, life.caseId, 'appointment');
  expect((await get(token)).body).toContain(WORDS.en.appointment.proposed);
  await expect(api.deps.aftercare.caseLink(OURS, life.caseId, 'sign')).rejects.toThrow(/nothing-to-link/);
});
