import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmsGateway } from '../../../activities/notify/gateways.ts';
import { createTwilioGateway } from '../../../activities/notify/twilio-gateway.ts';
import { type Call, json, type Reply, serveOnLoopback } from '../../../local/sandbox/loopback-http.ts';
import { type SmsSandbox, startSmsSandbox } from '../../../local/sms-sandbox.ts';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'local-token' };
const SMS = { organisationId: 'o', key: 'C-1/a b&c', from: '+8613900000100', to: '+8613912345678', body: 'C-1: hello' };

let dataDir: string;
let sandbox: SmsSandbox;
let gateway: SmsGateway;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-twilio-'));
  sandbox = await startSmsSandbox({ dataDir, ...ACCOUNT });
  gateway = createTwilioGateway({ ...ACCOUNT, baseUrl: sandbox.url, statusCallbackUrl: null });
});
afterAll(async () => {
  await sandbox.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function answering<T>(reply: (call: Call) => Reply, work: (gateway: SmsGateway) => Promise<T>): Promise<T> {
  const server = await serveOnLoopback(0, reply);
  try {
    const settings = { ...ACCOUNT, baseUrl: server.url, statusCallbackUrl: 'http://127.0.0.1/hooks/sms?v=1' };
    return await work(createTwilioGateway(settings, 300));
  } finally {
    await server.stop();
  }
}

test('a message found by its text belongs to this send when nobody else claims it', async () => {
  const sent = await gateway.send(SMS);
  expect(sent).toMatchObject({ kind: 'accepted' });
  const providerId = (sent as { providerId: string }).providerId;
  expect(await gateway.lookUp(SMS, Date.now(), [])).toEqual({ kind: 'found', providerId });
  expect(await gateway.lookUp(SMS, Date.now(), [providerId])).toEqual({ kind: 'absent' });
  expect(await gateway.lookUp(SMS, Date.now() + 120_000, [])).toEqual({ kind: 'absent' });
  expect(await gateway.lookUp({ ...SMS, body: 'C-1: other' }, Date.now(), [])).toEqual({ kind: 'absent' });
  expect(await gateway.lookUp({ ...SMS, to: '+8613900000001' }, Date.now(), [])).toEqual({ kind: 'absent' });
});

test('a provider that can’t be asked is a fault, never an absence', async () => {
  await expect(
    answering(
      () => json(503, {}),
      (asked) => asked.lookUp(SMS, 0, []),
    ),
  ).rejects.toThrow();
  await expect(
    answering(
      () => ({ kind: 'hang' }),
      (asked) => asked.lookUp(SMS, 0, []),
    ),
  ).rejects.toThrow();
});

test('the delivery report’s address names organisation and message', async () => {
  let form = new URLSearchParams();
  const reply = ({ body }: Call): Reply => {
    form = new URLSearchParams(body);
    return json(201, { sid: 'SM1', status: 'queued' });
  };
  await answering(reply, (asked) => asked.send({ ...SMS, from: 'MG123' }));
  expect(form.get('MessagingServiceSid')).toBe('MG123');
  expect(form.get('From')).toBeNull();
  const callback = new URL(form.get('StatusCallback')!);
  expect(Object.fromEntries(callback.searchParams)).toEqual({ v: '1', organisation: 'o', key: 'C-1/a b&c' });
});

test('Retry-After is heeded', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_, response) => {
    response.writeHead(429, { 'retry-after': '7', 'content-type': 'application/json' }).end('{"code":20429}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  const settings = { ...ACCOUNT, baseUrl: `http://127.0.0.1:${port}`, statusCallbackUrl: null };
  const result = await createTwilioGateway(settings).send(SMS);
  server.closeAllConnections();
  server.close();
  expect(result).toEqual({ kind: 'not-sent', code: '20429', retry: true, retryAfterMs: 7_000 });
});

test.each<[string, Reply, object]>([
  ['an answer that is no JSON', json(201, null), { kind: 'unknown' }],
  ['an answer without a sid', json(201, { status: 'queued' }), { kind: 'unknown', code: 'no-sid' }],
  ['a gateway’s error page', json(502, 'Bad Gateway'), { kind: 'unknown', code: 'http-502' }],
  ['a redirect', json(302, {}), { kind: 'unknown' }],
  [
    'a message that failed at once',
    json(201, { sid: 'SM1', status: 'failed', error_code: 30007 }),
    { kind: 'not-sent', code: '30007', retry: false },
  ],
  ['silence', { kind: 'hang' }, { kind: 'unknown' }],
  ['a cut line', { kind: 'reset' }, { kind: 'unknown', code: 'ECONNRESET' }],
])('%s is judged and never thrown', async (_name, reply, expected) => {
  expect(
    await answering(
      () => reply,
      (asked) => asked.send(SMS),
    ),
  ).toMatchObject(expected);
});
