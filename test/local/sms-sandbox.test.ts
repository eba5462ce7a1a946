import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import twilio from 'twilio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveOnLoopback } from '../../local/sandbox/loopback-http.ts';
import { type SmsSandbox, startSmsSandbox } from '../../local/sms-sandbox.ts';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'sandbox-token' };
const TO = '+46701740601';

class LoopbackClient extends twilio.RequestClient {
  readonly #url: string;
  constructor(url: string, timeoutMs = 300) {
    super({ timeout: timeoutMs });
    this.#url = url;
  }
  override request<T>(options: Parameters<twilio.RequestClient['request']>[0]) {
    const uri = options.uri.replace('https://api.twilio.com', this.#url);
    return super.request<T>({ ...options, uri } as never);
  }
}

let dataDir: string;
let sandbox: SmsSandbox;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-sms-'));
  sandbox = await startSmsSandbox({ dataDir, ...ACCOUNT });
  closers = [];
});
afterEach(async () => {
  await sandbox.stop();
  await Promise.all(closers.map((close) => close()));
  await rm(dataDir, { recursive: true, force: true });
});

const client = (authToken = ACCOUNT.authToken) =>
  twilio(ACCOUNT.accountSid, authToken, { httpClient: new LoopbackClient(sandbox.url) });
const send = (more: object = {}) =>
  client().messages.create({ to: TO, from: '+15005550006', body: 'Vi kommer på måndag', ...more });

test('the real client sends, fetches and reads the dates', async () => {
  const startedAtMs = Date.now();
  const message = await send();
  expect(message).toMatchObject({ to: TO, from: '+15005550006', status: 'queued', errorCode: null, numSegments: '1' });
  expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
  expect(Math.abs(message.dateCreated.getTime() - startedAtMs)).toBeLessThan(2_000);
  await expect.poll(async () => (await client().messages(message.sid).fetch()).status).toBe('delivered');
  expect(await sandbox.messages()).toHaveLength(1);
});

test('a messaging service may stand in for the sender, and is answered with "accepted"', async () => {
  const message = await client().messages.create({ to: TO, messagingServiceSid: 'MG1', body: 'x' });
  expect(message).toMatchObject({ status: 'accepted', messagingServiceSid: 'MG1', from: null });
});

test('the real client lists by recipient and time, page by page, also after a restart', async () => {
  for (let count = 0; count < 5; count += 1) await send({ body: `text ${count}` });
  await send({ to: '+4915112345678' });
  await sandbox.stop();
  sandbox = await startSmsSandbox({ dataDir, ...ACCOUNT });
  const found = await client().messages.list({ to: TO, dateSentAfter: new Date(Date.now() - 60_000), pageSize: 2 });
  expect(found.map((each) => each.body)).toEqual(['text 4', 'text 3', 'text 2', 'text 1', 'text 0']);
  expect(await client().messages.list({ to: TO, dateSentAfter: new Date(Date.now() + 60_000) })).toHaveLength(0);
  expect(await client().messages.list({ limit: 3, pageSize: 2 })).toHaveLength(3);
});

test.each([
  ['a wrong number', { to: '0701' }, 400, 21211],
  ['no sender', { from: undefined }, 400, 21603],
  ['no text', { body: '' }, 400, 21602],
])('%s is refused with the provider’s code', async (_what, change, status, code) => {
  await expect(send(change)).rejects.toMatchObject({ status, code });
  expect(await sandbox.messages()).toHaveLength(0);
});

test('wrong credentials are refused', async () => {
  const wrong = client('another-token').messages.create({ to: TO, from: '+15005550006', body: 'x' });
  await expect(wrong).rejects.toMatchObject({ status: 401, code: 20003 });
});

test('a number that opted out stays so over a restart', async () => {
  await sandbox.optOut(TO);
  await sandbox.stop();
  sandbox = await startSmsSandbox({ dataDir, ...ACCOUNT });
  await expect(send()).rejects.toMatchObject({ status: 400, code: 21610 });
});

test.each([
  [429, 429, 20429],
  [500, 500, 20500],
  [21610, 400, 21610],
] as const)('a scripted %i reaches the client, once', async (answer, status, code) => {
  sandbox.script([answer]);
  await expect(send()).rejects.toMatchObject({ status, code });
  expect(await sandbox.messages()).toHaveLength(0);
  await send();
  expect(await sandbox.messages()).toHaveLength(1);
});

test.each(['accept-then-hang', 'accept-then-500', 'accept-then-reset'] as const)(
  '%s keeps a message whose sender does not know, and it can be looked up',
  async (answer) => {
    sandbox.script([answer]);
    await expect(send({ body: 'lost answer' })).rejects.toThrow();
    expect((await client().messages.list({ to: TO })).map((each) => each.body)).toEqual(['lost answer']);
  },
);

test('hang keeps nothing, and leaves other recipients alone', async () => {
  sandbox.script({ to: TO, answers: ['hang'] });
  await send({ to: '+4915112345678' });
  await expect(send()).rejects.toMatchObject({ code: 'ECONNABORTED' });
  expect((await sandbox.messages()).map((each) => each.to)).toEqual(['+4915112345678']);
});

test('stopping cuts a client that is kept hanging', async () => {
  sandbox.script(['accept-then-hang']);
  const patient = twilio(ACCOUNT.accountSid, ACCOUNT.authToken, {
    httpClient: new LoopbackClient(sandbox.url, 60_000),
  });
  const hanging = patient.messages.create({ to: TO, from: '+15005550006', body: 'x' });
  const cut = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect.poll(async () => (await sandbox.messages()).length).toBe(1);
  await sandbox.stop();
  await cut;
});

test.each([
  ['ok', undefined, ['sent', 'delivered']],
  ['ok-then-undelivered', 'MG1', ['queued', 'sent', 'undelivered']],
] as const)(
  'after %s status callbacks come in order, signed as the real library expects',
  async (answer, service, expected) => {
    const heard: { status: string | undefined; error: string | undefined; valid: boolean }[] = [];
    const listener = await serveOnLoopback(0, ({ body, headers, url }) => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      const signature = String(headers['x-twilio-signature']);
      const full = `${listener.url}${url.pathname}${url.search}`;
      const valid = twilio.validateRequest(ACCOUNT.authToken, signature, full, fields);
      heard.push({ status: fields.MessageStatus, error: fields.ErrorCode, valid });
      return { kind: 'json', status: 200, body: {} };
    });
    closers.push(listener.stop);
    sandbox.script([answer]);
    const sender = service === undefined ? {} : { from: undefined, messagingServiceSid: service };
    await send({ statusCallback: `${listener.url}/sms?case=1`, ...sender });
    await expect.poll(() => heard.map((each) => each.status)).toEqual(expected);
    expect(heard.every((each) => each.valid)).toBe(true);
    expect(heard.at(-1)?.error).toBe(answer === 'ok' ? undefined : '30003');
  },
);
