import { ServiceError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../client/inbound/replies.ts';
import { eraseVault } from '../../../database/vault.ts';
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

const reply = (text: string, over: Partial<Reply> = {}): Reply => ({
  channel: 'sms',
  externalId: `SM${sids++}`,
  from: PHONE,
  text,
  caseId: null,
  writtenBy: 'person',
  providerFound: null,
  ...over,
});
const take = (text: string, over: Partial<Reply> = {}) =>
  inbox.aftercare.takeReply(ORGANISATION, reply(text, over), null);
const asks = (purpose: never | string, params: object = {}, revision = 'n1', caseId = CASE) =>
  inbox.wrote(PHONE, { caseId, purpose: purpose as never, params: params as never, revision });
const toldTo = () =>
  inbox.told.map(({ caseId, command: { id, type, by, fingerprint, effectiveAtMs, ...body } }) => ({
    caseId,
    type,
    ...body,
  }));
const unavailable = new ServiceError('failed', {
  cause: Object.assign(new Error('grpc'), { code: 14, details: '', metadata: {} }),
});

describe('a reply to what was asked last', () => {
  test('confirms the time that was proposed, by the customer', async () => {
    const about = await asks('appointment-proposed', { revision: 2 }, 'r2');
    const { entry, answer } = await take('1');
    expect(toldTo()).toEqual([{ caseId: CASE, type: 'ConfirmAppointment', revision: 2 }]);
    expect(inbox.told[0]?.command.by).toEqual({ kind: 'customer' });
    expect(entry).toMatchObject({ state: 'taken', caseId: CASE, about, meaning: 'confirm', waitsBecause: null });
    expect(answer).toBeNull();
  });

  test('wants another time: it stands on the timeline, waits for a person, and is answered', async () => {
    await asks('appointment-proposed', { revision: 2 }, 'r2');
    const { entry, answer } = await take('2');
    expect(toldTo()).toMatchObject([{ type: 'RecordContact', direction: 'from', channel: 'sms' }]);
    expect(entry).toMatchObject({ meaning: 'another-time', waitsBecause: 'another-time' });
    expect(answer).toContain('another time');
  });

  test('rates, and words beside the score become its note', async () => {
    await asks('callback-asked', { lowest: 1, highest: 5, ordinal: 1 }, 'round-1-n1');
    await take('５');
    await take('2, the lens is scratched again');
    expect(toldTo()).toMatchObject([
      { type: 'RateService', score: 5, noteId: null },
      { type: 'RateService', score: 2, noteId: expect.stringMatching(/^v_/) },
    ]);
  });

  test('answers a follow-up, a quotation and missing facts', async () => {
    await asks('follow-up-asked', { day: 3 }, 'round-1-day-3');
    await take('Y');
    await asks('facts-chased', { missing: ['product-model', 'purchase-date'], ordinal: 1 });
    await take('LK-200, 2025年6月1日');
    await asks('quotation.sent', { item: 'quotation', itemId: 'quotation-1', step: 'sent' }, 'quotation-1-s9');
    await take('同意');
    expect(toldTo()).toMatchObject([
      { type: 'AnswerFollowUp', day: 3, answer: 'fine' },
      {
        type: 'ProvideFacts',
        facts: { 'product-model': { value: 'LK-200' }, 'purchase-date': { value: '2025-06-01' } },
      },
      { type: 'AdvanceItem', item: 'quotation-1', step: 'accepted' },
    ]);
  });

  test('is read against what had been asked when it came, however late it is delivered', async () => {
    await asks('callback-asked', { ordinal: 1 }, 'round-1-n1');
    inbox.answers(() => unavailable);
    const { entry } = await take('1');
    expect(entry.state).toBe('received');
    await asks('appointment-proposed', { revision: 1 }, 'r1');
    inbox.answers(() => null);
    // As if whoever took it had ended before anything was found out.
    await inbox.database.pool.query('update inbox set case_id = null, about = null, meaning = null');
    await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
    expect(await inbox.aftercare.deliverLeftReplies()).toBe(1);
    expect(toldTo().at(-1)).toMatchObject({ type: 'RateService', score: 1 });
  });

  test('of a round that is over is no rating of the next one', async () => {
    await asks('callback-asked', {}, 'round-1-n1');
    await inbox.inJournal({ caseId: CASE, seq: 2, round: 2 });
    const { entry } = await take('5');
    expect(toldTo()).toMatchObject([{ type: 'RecordContact' }]);
    expect(entry).toMatchObject({ meaning: 'late', waitsBecause: 'late', state: 'taken' });
  });

  test('that its case refuses stands on the timeline in its own words', async () => {
    await asks('callback-asked', {}, 'round-1-n1');
    inbox.answers(({ type }) => (type === 'RateService' ? 'wrong-stage' : null));
    const { entry } = await take('5');
    expect(toldTo().map(({ type }) => type)).toEqual(['RateService', 'RecordContact']);
    expect(entry).toMatchObject({ state: 'taken', waitsBecause: 'not-taken', code: 'wrong-stage' });
  });

  test('to a closed case is kept and shown', async () => {
    await asks('case-closed', {}, 'round-1');
    inbox.answers(() => 'case-closed');
    const { entry, answer } = await take('it flickers again');
    expect(entry).toMatchObject({ state: 'kept', caseId: CASE, waitsBecause: 'case-closed' });
    expect(answer).toContain(CASE);
    const [listed] = await inbox.aftercare.inbox(ORGANISATION, { waiting: true, limit: 10 });
    expect(listed).toEqual(entry);
    const shown = await inbox.aftercare.inboxEntry(ORGANISATION, entry.id);
    expect(shown).toMatchObject({ text: { content: 'it flickers again' }, from: { content: PHONE } });
  });

  test('of somebody with two cases goes to the one that it names', async () => {
    const other = 'C-ZZZZZZZZZZ';
    await inbox.inJournal({ caseId: other });
    await asks('case-opened', {}, 'round-1', CASE);
    await asks('case-opened', {}, 'round-1', other);
    await take('any news?');
    await take(`any news of ${CASE.toLowerCase()}?`);
    expect(toldTo().map(({ caseId }) => caseId)).toEqual([other, CASE]);
  });
});

describe('the same reply', () => {
  test('five times in parallel is told once and answered alike', async () => {
    await asks('case-opened');
    const same = { externalId: 'SM-same' };
    const taken = await Promise.all(Array.from({ length: 5 }, () => take('hello', same)));
    expect(toldTo()).toHaveLength(1);
    expect(taken.filter(({ came }) => came === 'first')).toHaveLength(1);
    const again = await take('hello', same);
    expect(again).toMatchObject({ came: 'again', answer: expect.stringContaining('noted') });
    expect(await inbox.aftercare.inbox(ORGANISATION, { limit: 10 })).toHaveLength(1);
  });

  test('told twice, because the first telling was cut off, is told the same', async () => {
    await asks('callback-asked', {}, 'round-1-n1');
    inbox.answers(() => unavailable);
    await take('2, it is broken again');
    const [first] = inbox.told.splice(0).map(({ command }) => command);
    // The case reopened upon the rating, whose answer was lost: it holds it as said when it was told.
    inbox.answers(({ effectiveAtMs }) => (effectiveAtMs === null ? null : 'command-id-reused'));
    await inbox.inJournal({ caseId: CASE, seq: 2, round: 2 });
    await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
    await inbox.aftercare.deliverLeftReplies();
    const told = inbox.told.map(({ command }) => command);
    expect(told).toEqual([
      { ...first, effectiveAtMs: expect.any(Number), fingerprint: expect.any(String), noteId: expect.any(String) },
      first,
    ]);
  });
});

describe('a word about being written to', () => {
  const consents = async () => (await inbox.database.pool.query('select purpose, given from consents')).rows;

  test('counts at once, also while the engine is away, and open cases hear of it', async () => {
    await asks('case-opened');
    inbox.answers(() => unavailable);
    const { entry, answer } = await take('Stop please');
    expect(answer).toContain('no more messages');
    expect(await consents()).toEqual([{ purpose: 'all', given: false }]);
    expect(entry).toMatchObject({ meaning: 'stop', state: 'received', textId: null, addressId: null });
    inbox.answers(() => null);
    await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
    await inbox.aftercare.deliverLeftReplies();
    expect(toldTo().at(-1)).toMatchObject({
      type: 'RecordConsent',
      consent: 'withdrawn',
      channel: 'sms',
      purpose: null,
    });
  });

  test('is confirmed once, by whoever acted on it', async () => {
    await asks('case-opened');
    expect((await take('STOP', { providerFound: 'stop' })).answer).toBeNull();
    expect((await take('STOP')).answer).toBeNull();
    expect((await take('START')).answer).toContain('again');
    expect(await consents()).toEqual([{ purpose: 'all', given: true }]);
    expect((await take('stop')).answer).toContain('no more');
    expect((await take('hello')).answer).toBeNull();
  });

  test('is known by what the provider found, whatever the words', async () => {
    await take('unenroll', { providerFound: 'stop' });
    expect(await consents()).toEqual([{ purpose: 'all', given: false }]);
  });

  test('of a customer whose case is erased is kept all the same', async () => {
    await asks('case-opened');
    await take('STOP');
    await take('and one more thing');
    await eraseVault(inbox.database.pool, ORGANISATION, CASE);
    expect(await consents()).toEqual([{ purpose: 'all', given: false }]);
    const { rows } = await inbox.database.pool.query('select content from vault where content is not null');
    expect(rows).toEqual([]);
    const [, words] = await inbox.aftercare.inbox(ORGANISATION, { limit: 10 });
    expect(words).toMatchObject({ caseId: CASE, addressHash: null });
  });
});

test('two programs do not talk for ever: three answers a day, then a person is told', async () => {
  await asks('case-opened');
  const answers = await Promise.all(Array.from({ length: 8 }, () => take('Thank you for your message')));
  expect(answers.filter(({ answer }) => answer !== null)).toHaveLength(3);
  const waiting = await inbox.aftercare.inbox(ORGANISATION, { waiting: true, limit: 20 });
  expect(waiting.filter(({ waitsBecause }) => waitsBecause === 'loop')).toHaveLength(5);
});

test('what a program wrote is kept with its case, told to nobody and never answered', async () => {
  await asks('callback-asked', {}, 'round-1-n1');
  const { entry, answer } = await take('5 days out of the office', { writtenBy: 'program' });
  expect(entry).toMatchObject({ state: 'kept', caseId: CASE, waitsBecause: null });
  expect(answer).toBeNull();
  expect(toldTo()).toEqual([]);
});

describe('a reply of nobody we wrote to', () => {
  test('waits for a person, who gives it to a case', async () => {
    const { entry, answer } = await take('hello?', { from: '+8613900000999' });
    expect(entry).toMatchObject({ state: 'unmatched', waitsBecause: 'unmatched', caseId: null });
    expect(answer).toContain('已收到您的信息');
    const by = { kind: 'staff', personId: 'desk-1' } as const;
    await inbox.aftercare.assignReply(ORGANISATION, entry.id, CASE, by);
    expect(toldTo()).toMatchObject([{ caseId: CASE, type: 'RecordContact' }]);
    const { entry: given } = await inbox.aftercare.inboxEntry(ORGANISATION, entry.id);
    expect(given).toMatchObject({ state: 'taken', caseId: CASE, waitsBecause: null, settledBy: by });
    await eraseVault(inbox.database.pool, ORGANISATION, CASE);
    const { text } = await inbox.aftercare.inboxEntry(ORGANISATION, entry.id);
    expect(text).toEqual({ kind: 'erased' });
  });

  test('that is put aside is forgotten', async () => {
    const { entry } = await take('you won a prize', { from: '+8613900000999' });
    await inbox.aftercare.dismissReply(ORGANISATION, entry.id, { kind: 'staff', personId: 'desk-1' });
    expect(await inbox.aftercare.inboxEntry(ORGANISATION, entry.id)).toMatchObject({
      entry: { state: 'dismissed', waitsBecause: null },
      text: { kind: 'erased' },
      from: { kind: 'erased' },
    });
    await expect(inbox.aftercare.assignReply(ORGANISATION, entry.id, CASE, { kind: 'customer' })).rejects.toThrow(
      'reply-erased',
    );
    await expect(inbox.aftercare.inboxEntry(ORGANISATION, 'I-NONE')).rejects.toThrow('unknown-reply');
  });

  test('of another organisation is nobody’s', async () => {
    const { entry } = await take('hello?');
    await inbox.aftercare.applyPolicy('elsewhere', inbox.policy, 'Elsewhere');
    await expect(inbox.aftercare.inboxEntry('elsewhere', entry.id)).rejects.toThrow('unknown-reply');
    expect(await inbox.aftercare.inbox('elsewhere', { limit: 10 })).toEqual([]);
  });
});

test.each([
  ['an emoji', '👩‍👩‍👧 ok?'],
  ['half a surrogate', 'bad \ud83d end'],
  ['a NUL', 'nul \0 end'],
  ['nothing, a picture for instance', ''],
  ['more than a note may hold', '很'.repeat(20_000)],
  ['code', `<script>{{ 1 | plus: 1 }}'; drop table inbox; --`],
])('%s is kept and told', async (_what, text) => {
  await asks('case-opened');
  const { entry } = await take(text);
  expect(entry).toMatchObject({ state: 'taken', meaning: 'text' });
  expect(toldTo()).toHaveLength(1);
});

test('a reply that nobody could deliver for some minutes is shown to a person, and goes on being tried', async () => {
  await asks('case-opened');
  inbox.answers(() => unavailable);
  const { entry } = await take('hello');
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
    await inbox.aftercare.deliverLeftReplies();
  }
  expect(await inbox.aftercare.inbox(ORGANISATION, { waiting: true, limit: 5 })).toMatchObject([
    { id: entry.id, state: 'received', waitsBecause: 'not-delivered' },
  ]);
});

test('one reply that fails in a way of our own does not hold the others up', async () => {
  await asks('case-opened');
  inbox.answers(() => unavailable);
  await take('first');
  await take('second');
  let calls = 0;
  inbox.answers(() => (calls++ === 0 ? new TypeError('a fault of ours') : null));
  await inbox.database.pool.query("update inbox set leased_until = now() - interval '1 s'");
  await expect(inbox.aftercare.deliverLeftReplies()).rejects.toThrow('a fault of ours');
  expect((await inbox.aftercare.inbox(ORGANISATION, { limit: 5 })).map(({ state }) => state)).toEqual([
    'received',
    'taken',
  ]);
});
