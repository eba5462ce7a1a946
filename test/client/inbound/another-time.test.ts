import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ORGANISATION } from '../../database/fixtures.ts';
import { type InboxHarness, startInbox } from './inbox-harness.ts';

const PHONE = '+8613900000201';
const CASE = 'C-ABCDEFGHJK';
const PUBLIC_URL = 'https://service.example.com';
let inbox: InboxHarness;
let sids = 0;

beforeAll(async () => {
  inbox = await startInbox();
});
afterAll(() => inbox.database.drop());
beforeEach(() => inbox.begin(CASE));

const take = (text: string, publicUrl: string | null = null) => {
  const from = { channel: 'sms', externalId: `SM${sids++}`, from: PHONE } as const;
  const known = { caseId: null, writtenBy: 'person', providerFound: null } as const;
  return inbox.aftercare.takeReply(ORGANISATION, { ...from, ...known, text }, publicUrl);
};
const asks = (purpose: never | string, params: object = {}, revision = 'n1') =>
  inbox.wrote(PHONE, { caseId: CASE, purpose: purpose as never, params: params as never, revision });

describe('who wants another time', () => {
  const VISIT = { startMs: 9_000_000, endMs: 16_200_000, status: 'proposed' } as const;
  const stands = (over: object = {}) =>
    inbox.inJournal({ caseId: CASE, seq: 2, appointment: VISIT, appointmentRevision: 2, ...over } as never);
  const no = (publicUrl: string | null = PUBLIC_URL) => take('2', publicUrl).then(({ answer }) => answer ?? '');
  const LINK = /https:\/\/service\.example\.com\/l\/(\S+)/;
  beforeEach(() => asks('appointment-proposed', { revision: 2 }, 'r2'));

  test.each([
    ['en', 'Pick one that is free'],
    ['zh-CN', '请另选合适的时间'],
    ['sv', 'välj en annan tid'],
  ])('is answered in %s where to pick one', async (locale, words) => {
    await stands({ locale });
    const answer = await no();
    expect(answer).toContain(words);
    const linked = await inbox.aftercare.linkedCase(LINK.exec(answer)?.[1] ?? '');
    expect(linked?.claim).toMatchObject({ caseId: CASE, purpose: 'appointment', subject: '2' });
  });

  test('is told that we propose one where nobody reaches our pages', async () => {
    await stands();
    expect(await no(null)).toContain('we will propose one');
  });

  test.each([
    ['moved since', { appointmentRevision: 3 }],
    ['given up', { appointment: null }],
    ['on hold', { hold: { reason: 'customer', sinceMs: 0, untilMs: null } }],
    ['begun', { appointment: { ...VISIT, startMs: 0 } }],
    ['closed', { stage: 'closed' }],
  ])('is told so too when the visit is %s', async (_what, over) => {
    await stands(over);
    expect(await no()).toContain('we will propose one');
  });
});
