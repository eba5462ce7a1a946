import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planMessage } from '../../../database/messages.ts';
import { signatureOf } from '../../../local/sandbox/sms-callback.ts';
import { intent } from '../../database/fixtures.ts';
import { OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';

const PUBLIC = 'https://service.example.com';
const PHONE = '+8613900000201';
const SMS = `/hooks/twilio/${OURS}/sms`;
let api: TestApi;
let sids = 0;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.logged.length = 0;
  await api.database.pool.query('truncate inbox, consents, messages');
});

interface Posted {
  readonly url?: string;
  readonly fields?: Record<string, string>;
  readonly signature?: string | null;
  readonly payload?: string;
  readonly contentType?: string;
}

function post({ url = SMS, fields = form(), signature, payload, contentType }: Posted = {}) {
  const signed = signature === undefined ? signatureOf('sandbox', PUBLIC + url, fields) : signature;
  return api.app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': contentType ?? 'application/x-www-form-urlencoded',
      ...(signed === null ? {} : { 'x-twilio-signature': signed }),
    },
    payload: payload ?? new URLSearchParams(fields).toString(),
  });
}
const form = (over: Record<string, string> = {}) => ({
  MessageSid: `SM${sids++}`,
  From: PHONE,
  To: '+8613900000001',
  Body: 'hello',
  NumMedia: '0',
  ...over,
});
const entries = () => api.deps.aftercare.inbox(OURS, { limit: 100 });
const nothing = async () => {
  expect(await entries()).toEqual([]);
  expect((await api.database.pool.query('select from consents')).rowCount).toBe(0);
};

test('a signed reply is kept and answered as TwiML', async () => {
  const answer = await post({ fields: form({ Body: 'STOP & <go>' }) });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('text/xml');
  expect(answer.body).toContain('<Response><Message>');
  expect(await entries()).toMatchObject([{ state: 'unmatched', channel: 'sms' }]);
});

test('the words of the provider are escaped in TwiML, and nothing to say is an empty answer', async () => {
  const stopped = await post({ fields: form({ Body: 'STOP' }) });
  expect(stopped.body).toMatch(/<Message>.*退订.*<\/Message>/);
  const confirmedByProvider = await post({ fields: form({ Body: 'START', OptOutType: 'START' }) });
  expect(confirmedByProvider.body).toMatch(/<Response ?\/>/);
});

describe('what is not signed by the provider changes nothing', () => {
  const fields = { MessageSid: 'SMforged', From: PHONE, Body: 'STOP' };
  const good = signatureOf('sandbox', PUBLIC + SMS, fields);
  test.each<[string, Posted]>([
    ['no signature', { fields, signature: null }],
    ['another key', { fields, signature: signatureOf('other', PUBLIC + SMS, fields) }],
    ['another body', { fields: { ...fields, From: '+8613900000999' }, signature: good }],
    ['a field more', { fields: { ...fields, OptOutType: 'STOP' }, signature: good }],
    ['another organisation', { url: `/hooks/twilio/${THEIRS}/sms`, fields, signature: good }],
    ['another address', { url: `/hooks/twilio/${OURS}/status?key=k`, fields, signature: good }],
    ['another query', { url: `${SMS}?x=1`, fields, signature: good }],
    ['the address inside', { fields, signature: signatureOf('sandbox', `http://127.0.0.1:8080${SMS}`, fields) }],
    ['JSON', { payload: JSON.stringify(fields), contentType: 'application/json', fields, signature: good }],
    ['no body', { payload: '', fields, signature: good }],
  ])('%s', async (_what, posted) => {
    const answer = await post(posted);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'bad-signature' });
    expect(answer.body).not.toContain(PHONE);
    await nothing();
    expect(api.logged).toMatchObject([{ sentence: 'a post with a bad signature was refused' }]);
  });

  test('and without a provider there is nothing to post to', async () => {
    const bare = await startTestApi({ smsAuthToken: null });
    try {
      const answer = await bare.app.inject({ method: 'POST', url: SMS, payload: '' });
      expect(answer.statusCode).toBe(404);
    } finally {
      await bare.stop();
    }
  });
});

test('a query that is signed along is taken', async () => {
  expect((await post({ url: `${SMS}?v=1&n=%C3%A5` })).statusCode).toBe(200);
});

test('a signed post without what it must have is refused by name, and one to nobody is not found', async () => {
  const missing = await post({ fields: { Body: 'hello' } });
  expect(missing.statusCode).toBe(422);
  const nobody = await post({ url: '/hooks/twilio/nobody/sms' });
  expect(nobody.statusCode).toBe(404);
});

test('the same post five times in parallel, and a day later, is one reply and gets one answer', async () => {
  const fields = form({ Body: 'stop please' });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post({ fields })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  await post({ fields: form({ Body: 'START' }) });
  const replayed = await post({ fields });
  expect(replayed.statusCode).toBe(200);
  expect(await entries()).toHaveLength(2);
  const { rows } = await api.database.pool.query('select given from consents');
  expect(rows).toEqual([{ given: true }]);
});

test('one sender is heard sixty times a minute, the rest is told to wait; others go on', async () => {
  const flood = await Promise.all(
    Array.from({ length: 500 }, () => post({ fields: form({ From: '+8613900000777' }) })),
  );
  const waiting = flood.filter(({ statusCode }) => statusCode === 429);
  expect(flood.filter(({ statusCode }) => statusCode === 200)).toHaveLength(60);
  expect(waiting).toHaveLength(440);
  expect(waiting[0]?.headers['retry-after']).toBe('1');
  expect(await entries()).toHaveLength(60);
  expect((await post()).statusCode).toBe(200);
});

test.each(['12345', 'INFO', '++46', '１３９', '+0', `+${'9'.repeat(40)}`, "'; drop table inbox; --"])(
  'a sender such as %s is kept and matches nobody',
  async (From) => {
    expect((await post({ fields: form({ From }) })).statusCode).toBe(200);
    expect(await entries()).toMatchObject([{ state: 'unmatched' }]);
  },
);

test('nothing that was written or who wrote it is logged', async () => {
  await post({ fields: form({ Body: 'MARKER-text' }) });
  expect(JSON.stringify(api.logged)).not.toMatch(/MARKER|13900000201/);
  expect(api.logged).toMatchObject([{ waitsBecause: 'unmatched' }]);
});

describe('reports of delivery', () => {
  const { key } = intent();
  const url = `/hooks/twilio/${OURS}/status?organisation=${OURS}&key=${encodeURIComponent(key)}`;
  const report = (MessageStatus: string, over: Record<string, string> = {}) =>
    post({ url, fields: { MessageSid: 'SM-ours', MessageStatus, ...over } });
  const ledger = async () => {
    const [row] = await api.deps.aftercare.messages(OURS, { limit: 1 });
    return { state: row?.state, delivery: row?.delivery, code: row?.deliveryCode, providerId: row?.providerId };
  };
  const setState = (state: string) => api.database.pool.query('update messages set state = $1', [state]);
  beforeEach(() => planMessage(api.database.pool, OURS, 'C-ABCDEFGHJK', intent(), 0));

  test('move a message forward and never back, in whatever order they come', async () => {
    await setState('sent');
    for (const status of ['delivered', 'sent', 'queued', 'undelivered', 'failed', 'sent']) {
      expect((await report(status)).statusCode).toBe(204);
    }
    expect(await ledger()).toMatchObject({ state: 'sent', delivery: 'delivered' });
  });

  test('go from one to the next, and say why it did not arrive', async () => {
    await setState('sent');
    await report('queued');
    expect((await ledger()).delivery).toBe('queued');
    await report('sent');
    await report('undelivered', { ErrorCode: '30003' });
    expect(await ledger()).toMatchObject({ state: 'sent', delivery: 'undelivered', code: '30003' });
  });

  test.each(['claimed', 'unknown'])('prove that a message that is %s was taken', async (state) => {
    await setState(state);
    await report('delivered');
    expect(await ledger()).toMatchObject({ state: 'sent', delivery: 'delivered', providerId: 'SM-ours' });
  });

  test('of another message than the one that was sent change nothing', async () => {
    await api.database.pool.query("update messages set state = 'sent', provider_id = 'SM-other'");
    await report('failed');
    expect(await ledger()).toMatchObject({ delivery: null, providerId: 'SM-other' });
  });

  test('of a message of another organisation change nothing', async () => {
    await setState('sent');
    const theirs = url.replaceAll(OURS, THEIRS);
    const fields = { MessageSid: 'SM-ours', MessageStatus: 'failed' };
    expect((await post({ url: theirs, fields })).statusCode).toBe(204);
    expect(await ledger()).toMatchObject({ delivery: null });
    expect(api.logged).toMatchObject([{ sentence: expect.stringContaining('not in the ledger') }]);
  });

  test('in words that say nothing of it, or of no message, are taken and change nothing', async () => {
    expect((await report('receiving')).statusCode).toBe(204);
    expect(await ledger()).toMatchObject({ state: 'planned', delivery: null });
    const noKey = `/hooks/twilio/${OURS}/status`;
    expect((await post({ url: noKey, fields: { MessageSid: 'SM1', MessageStatus: 'sent' } })).statusCode).toBe(422);
    const twoKeys = `${noKey}?key=a&key=b`;
    expect((await post({ url: twoKeys, fields: { MessageSid: 'SM1', MessageStatus: 'sent' } })).statusCode).toBe(422);
    const nul = { MessageSid: 'SM\u00001', MessageStatus: 'failed', ErrorCode: '\u0000' };
    expect((await post({ url: `${noKey}?key=none`, fields: nul })).statusCode).toBe(204);
  });
});
