import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAIL_LONGEST_BYTES } from '../../../client/inbound/read-mail.ts';
import { replyTag } from '../../../database/mail-ids.ts';
import { findOrganisation } from '../../../database/organisations.ts';
import { OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';
import { rawMail } from '../../support/mails.ts';

let api: TestApi;
let secret: string;
let caseId: string;
let sent = 0;

beforeAll(async () => {
  api = await startTestApi();
  secret = await api.deps.aftercare.newMailSecret(OURS, 0);
  const opened = await api.deps.aftercare.openCase(OURS, REQUEST, { by: { kind: 'customer' } });
  caseId = opened.caseId;
});
afterAll(() => api.stop());

const REQUEST = {
  channel: 'email',
  facts: {
    ...{ 'customer-name': 'Chen Mo', phone: '+8613912345678', email: 'chen.mo@example.com', region: 'south' },
    ...{ 'product-model': 'HP-2', 'fault-description': 'no light' },
  },
};
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const post = (payload: string | Buffer, headers: Readonly<Record<string, string>>, organisation = OURS) =>
  api.app.inject({
    ...{ method: 'POST', url: `/hooks/mail/${organisation}`, payload },
    headers: { 'content-type': 'message/rfc822', ...headers },
  });
const mail = (text: string, over: Readonly<Record<string, string>> = {}) =>
  rawMail(
    { From: 'chen.mo@example.com', To: 'service@qingli.example.com', 'Message-ID': `<h${++sent}@x.com>`, ...over },
    text,
  );
const toCase = async () => {
  const organisation = (await findOrganisation(api.database.pool, OURS))!;
  return { To: `service+${replyTag(organisation, caseId)}@qingli.example.com` };
};
const contacts = () => api.gateway.commands.filter(({ type }) => type === 'RecordContact');

describe('a provider hands in a mail', () => {
  test('which is on the timeline of its case, by the customer, its words in the vault only', async () => {
    const answer = await post(mail('It hums as well.', await toCase()), bearer(secret));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ state: 'taken', caseId, filesNotKept: 0 });
    expect(contacts()).toMatchObject([{ direction: 'from', channel: 'email', by: { kind: 'customer' } }]);
    expect(JSON.stringify(api.gateway.commands)).not.toContain('hums');
  });

  test('again, by whatever way: nothing more happens', async () => {
    const raw = mail('Once only.', await toCase());
    const before = contacts().length;
    const basic = { authorization: `Basic ${Buffer.from(`anyone:${secret}`).toString('base64')}` };
    const answers = [await post(raw, basic), await post(raw, { ...bearer(secret), 'content-type': 'text/plain' })];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect(answers[1]?.json()).toEqual(answers[0]?.json());
    expect(contacts()).toHaveLength(before + 1);
  });

  test('under a secret that was changed: the one before stays good as long as was said', async () => {
    const renewed = await api.deps.aftercare.newMailSecret(OURS, 60_000);
    expect((await post(mail('one'), bearer(secret))).statusCode).toBe(202);
    expect((await post(mail('two'), bearer(renewed))).statusCode).toBe(202);
    secret = await api.deps.aftercare.newMailSecret(OURS, 0);
    expect((await post(mail('three'), bearer(renewed))).statusCode).toBe(401);
  });
});

describe('who may not hand in mail changes nothing', () => {
  test.each([
    ['nothing', () => ({})],
    ['another secret', () => bearer(`ms_${'A'.repeat(43)}`)],
    ['part of the secret', () => bearer(secret.slice(0, -1))],
    ['another scheme', () => ({ authorization: `Digest ${secret}` })],
    ['a password that is none', () => ({ authorization: `Basic ${Buffer.from('x:').toString('base64')}` })],
    ['a key of the API', async () => bearer(await api.key('administrator'))],
    ['the secret of another organisation', async () => bearer(await api.deps.aftercare.newMailSecret(THEIRS, 0))],
  ])('who shows %s', async (_what, headers) => {
    const before = await entries();
    const answer = await post(mail('Let me in.'), await headers());
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'not-authenticated']);
    expect(await entries()).toBe(before);
  });

  test('an organisation that there is not is as closed as any', async () => {
    expect((await post(mail('x'), bearer(secret), 'nobody')).statusCode).toBe(401);
  });
});

describe('what cannot be taken', () => {
  test('is told with its limit when it says how large it is', async () => {
    const length = { 'content-length': String(MAIL_LONGEST_BYTES + 1) };
    const answer = await api.app.inject({
      ...{ method: 'POST', url: `/hooks/mail/${OURS}` },
      headers: { ...bearer(secret), ...length },
      payload: Buffer.alloc(MAIL_LONGEST_BYTES + 1, 'a'),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'mail-too-large', detail: 'A mail may have 25 MB at most.' });
  });

  test('and when it does not', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    const chunks = async function* () {
      for (let at = 0; at < 26; at++) yield Buffer.alloc(1024 * 1024, 'a');
    };
    const answer = await fetch(`http://127.0.0.1:${port}/hooks/mail/${OURS}`, {
      ...{ method: 'POST', headers: bearer(secret), body: chunks() as never, duplex: 'half' },
    } as RequestInit).then(
      async (response) => [response.status, ((await response.json()) as { code: string }).code],
      // Whoever goes on sending what nobody reads any more may find the line closed before the answer.
      () => [413, 'mail-too-large'],
    );
    expect(answer).toEqual([413, 'mail-too-large']);
  });

  test.each([
    ['no mail', 'hello'],
    ['nothing', ''],
    ['a megabyte of headers', mail('x', { 'X-Long': 'a'.repeat(1_000_000) })],
  ])('%s is refused', async (_what, raw) => {
    const answer = await post(raw, bearer(secret));
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'mail-unreadable']);
  });

  test('one sender is held up without holding up another, and nothing personal is logged', async () => {
    const statuses = [];
    for (let turn = 0; turn < 35; turn++) {
      statuses.push((await post(mail('Hello?', { From: 'loop@example.com' }), bearer(secret))).statusCode);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    expect((await post(mail('Hello'), bearer(secret))).statusCode).toBe(202);
    expect(JSON.stringify(api.logged)).not.toMatch(/example\.com|Hello/);
  });
});

async function entries(): Promise<number> {
  return (await api.deps.aftercare.inbox(OURS, { limit: 1_000 })).length;
}
