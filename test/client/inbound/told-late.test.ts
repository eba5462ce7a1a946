import { ServiceError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ORGANISATION } from '../../database/fixtures.ts';
import { type InboxHarness, startInbox } from './inbox-harness.ts';

const PHONE = '+8613900000201';
const CASE = 'C-ABCDEFGHJK';
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
/** Not tried again at once, so nobody waits for that. */
const notAllowed = new ServiceError('failed', {
  cause: Object.assign(new Error('grpc'), { code: 7, details: '', metadata: {} }),
});

describe('a reply that is told late', () => {
  const sweep = async () => {
    await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
    return inbox.aftercare.deliverLeftReplies();
  };
  const late = async (text: string) => {
    inbox.answers(() => notAllowed);
    const { entry } = await take(text);
    inbox.told.length = 0;
    inbox.answers(() => null);
    return Math.floor(entry.receivedAtMs);
  };
  const said = () => inbox.told.map(({ command: { type, effectiveAtMs } }) => ({ type, effectiveAtMs }));

  test.each<[string, object, string, string, string]>([
    ['appointment-proposed', { revision: 2 }, 'r2', '1', 'ConfirmAppointment'],
    ['appointment-proposed', { revision: 2 }, 'r2', '2', 'RecordContact'],
    ['callback-asked', { ordinal: 1 }, 'round-1-n1', '5', 'RateService'],
    ['follow-up-asked', { day: 3 }, 'round-1-day-3', 'Y', 'AnswerFollowUp'],
    ['facts-chased', { missing: ['product-model'] }, 'n1', 'LK-200', 'ProvideFacts'],
    ['case-opened', {}, 'n1', 'STOP', 'RecordConsent'],
  ])('to %s %o counts from when it came: %s %s', async (purpose, params, revision, text, type) => {
    await asks(purpose, params, revision);
    const effectiveAtMs = await late(text);
    expect(await sweep()).toBe(1);
    expect(said()).toEqual([{ type, effectiveAtMs }]);
  });

  test('and one that is told as it comes counts from now', async () => {
    await asks('callback-asked', {}, 'round-1-n1');
    await take('5');
    expect(said()).toEqual([{ type: 'RateService', effectiveAtMs: null }]);
  });

  test.each(['effective-too-old', 'effective-in-future', 'item-step-too-early'] as const)(
    'counts from now where the case says %s',
    async (code) => {
      await asks('callback-asked', {}, 'round-1-n1');
      const effectiveAtMs = await late('5');
      inbox.answers((command) => (command.effectiveAtMs === null ? null : code));
      await sweep();
      expect(said()).toEqual([
        { type: 'RateService', effectiveAtMs },
        { type: 'RateService', effectiveAtMs: null },
      ]);
      const [entry] = await inbox.aftercare.inbox(ORGANISATION, { limit: 5 });
      expect(entry).toMatchObject({ state: 'taken', meaning: 'rate', waitsBecause: null, code: null });
    },
  );

  test('is never said before it was asked, whatever the clocks say', async () => {
    await asks('callback-asked', {}, 'round-1-n1');
    const receivedAtMs = await late('5');
    const askedAtMs = receivedAtMs + 60_000;
    await inbox.database.pool.query('update messages set planned_at = $1', [new Date(askedAtMs)]);
    await sweep();
    expect(said()).toEqual([{ type: 'RateService', effectiveAtMs: askedAtMs }]);
  });
});
