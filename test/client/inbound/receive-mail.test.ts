import { ServiceError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashAddress, REFUSES } from '../../../database/consents.ts';
import { mailName, replyTag } from '../../../database/mail-ids.ts';
import { findOrganisation, type Organisation, putOrganisation } from '../../../database/organisations.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { fileBytes } from '../../support/files.ts';
import { bounceOf, multipart, part, rawMail } from '../../support/mails.ts';
import { type InboxHarness, startInbox } from './inbox-harness.ts';

const CHEN = 'chen.mo@example.com';
const CASE = 'C-ABCDEFGHJK';
const OTHER_CASE = 'C-MNPQRSTVWX';
let inbox: InboxHarness;
let organisation: Organisation;
let stranger: Organisation;
let sent = 0;

beforeAll(async () => {
  inbox = await startInbox();
  const { pool } = inbox.database;
  organisation = (await findOrganisation(pool, ORGANISATION))!;
  await putOrganisation(pool, { id: 'southwind', name: 'Southwind' });
  stranger = (await findOrganisation(pool, 'southwind'))!;
});
afterAll(() => inbox.database.drop());
beforeEach(async () => {
  await inbox.database.pool.query('truncate inbox, messages, consents, cases, vault, attachments');
  inbox.told.length = 0;
  inbox.answers(() => null);
  await inbox.inJournal({ caseId: CASE });
});

const idOf = (key: string, caseId = CASE, of = organisation) =>
  `<${mailName(ORGANISATION, key)}.${replyTag(of, caseId)}@qingli.example.com>`;
const headers = (over: Readonly<Record<string, string>> = {}) => ({
  From: `Chen Mo <${CHEN}>`,
  To: 'service@qingli.example.com',
  'Message-ID': `<m${++sent}@example.com>`,
  Subject: 'Re: Your visit',
  ...over,
});
const receive = (raw: string) => inbox.aftercare.receiveMail(ORGANISATION, Buffer.from(raw));
const mail = (text: string, over: Readonly<Record<string, string>> = {}) => receive(rawMail(headers(over), text));
const asks = (purpose: string, params: object = {}, revision = 'n1') =>
  inbox.wrote(CHEN, {
    ...{ caseId: CASE, channel: 'email', revision },
    ...{ purpose: purpose as never, params: params as never },
  });
const toldTo = () =>
  inbox.told.map(({ caseId, command: { id, by, fingerprint, effectiveAtMs, ...body } }) => ({ caseId, ...body }));
const inboxRows = () => inbox.aftercare.inbox(ORGANISATION, { limit: 50 });
const files = (caseId: string) => inbox.aftercare.attachments(ORGANISATION, caseId);
const RATING = { lowest: 1, highest: 5, ordinal: 1 };
const unavailable = new ServiceError('failed', {
  cause: Object.assign(new Error('grpc'), { code: 14, details: '', metadata: {} }),
});

describe('an answer finds its case', () => {
  test.each([
    ['by the mail that it answers', (key: string) => ({ 'In-Reply-To': idOf(key) })],
    ['by the thread', () => ({ References: `<x@y.z> <${replyTag(organisation, CASE)}@qingli.example.com>` })],
    [
      'by the address that it was sent to',
      () => ({ To: `service+${replyTag(organisation, CASE)}@qingli.example.com` }),
    ],
    [
      'by the address it was delivered to',
      () => ({ 'X-Original-To': `SERVICE+${replyTag(organisation, CASE)}@x.com` }),
    ],
    ['by its sender’s address alone', () => ({})],
  ])('%s, and is read as what was asked', async (_how, marks) => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    const received = await mail('4, quick\r\n\r\n> 1 to 5?', marks(about));
    expect(received).toMatchObject({ state: 'taken', caseId: CASE, filesNotKept: 0 });
    expect(toldTo()).toMatchObject([{ caseId: CASE, type: 'RateService', score: 4 }]);
    expect(await inboxRows()).toMatchObject([{ channel: 'email', about, meaning: 'rate', answer: null }]);
  });

  test('from another address of the customer, for only they were sent the mail that it answers', async () => {
    const about = await asks('appointment-proposed', { revision: 2 }, 'r2');
    await mail('Yes', { From: 'mo@work.example.com', 'In-Reply-To': idOf(about) });
    expect(toldTo()).toMatchObject([{ caseId: CASE, type: 'ConfirmAppointment', revision: 2 }]);
  });

  test('of the round that it answers, not of the one that was asked since', async () => {
    const first = await asks('callback-asked', RATING, 'round-1-n1');
    await inbox.inJournal({ caseId: CASE, round: 2, seq: 50 });
    const second = await asks('callback-asked', RATING, 'round-2-n1');
    await mail('1', { 'In-Reply-To': idOf(first) });
    expect(toldTo()).toMatchObject([{ type: 'RecordContact', direction: 'from', channel: 'email' }]);
    await mail('5', { 'In-Reply-To': idOf(second) });
    expect(toldTo().at(-1)).toMatchObject({ type: 'RateService', score: 5 });
    expect((await inboxRows()).map(({ about, meaning }) => [about, meaning])).toEqual([
      [first, 'late'],
      [second, 'rate'],
    ]);
  });

  test.each([
    ['forged', () => `<${mailName(ORGANISATION, 'x')}.c-abcdefghjk-000000000000@qingli.example.com>`],
    ['of another organisation', () => idOf('x', CASE, stranger)],
    ['of another case', () => `<${replyTag(organisation, CASE).replace('c-abcdefghjk', 'c-mnpqrstvwx')}@x.com>`],
  ])('and no other by a tag that is %s', async (_how, id) => {
    await inbox.inJournal({ caseId: OTHER_CASE });
    expect(await mail('Hello', { From: 'thief@example.com', References: id() })).toMatchObject({
      state: 'unmatched',
      caseId: null,
    });
    expect(inbox.told).toEqual([]);
  });

  test('that is closed: it is kept and waits for a person', async () => {
    const about = await asks('case-closed');
    inbox.answers(() => 'case-closed');
    expect(await mail('It leaks again', { 'In-Reply-To': idOf(about) })).toMatchObject({ state: 'kept', caseId: CASE });
    expect(await inboxRows()).toMatchObject([{ waitsBecause: 'case-closed' }]);
  });
});

describe('the same mail', () => {
  test('handed in five times at once, and again later, is told once', async () => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    const raw = rawMail(headers({ 'In-Reply-To': idOf(about) }), '5');
    const received = await Promise.all(Array.from({ length: 5 }, () => receive(raw)));
    await receive(raw);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
    expect(await inboxRows()).toHaveLength(1);
    expect(new Set(inbox.told.map(({ command }) => command.id)).size).toBe(1);
  });

  test('kept while the engine is away is told when it is back, with its files', async () => {
    await asks('facts-chased', { missing: ['product-model'] });
    inbox.answers(() => unavailable);
    const photo = part('image/jpeg', fileBytes('image/jpeg'), 'lamp.jpg');
    const received = await receive(multipart('mixed', headers(), [part('text/plain', 'See photo'), photo]));
    expect(received).toMatchObject({ state: 'received' });
    inbox.answers(() => null);
    await inbox.database.pool.query(`update inbox set leased_until = now() - interval '1 second'`);
    expect(await inbox.aftercare.deliverLeftReplies()).toBe(1);
    expect(await inboxRows()).toMatchObject([{ state: 'taken', caseId: CASE }]);
    expect(await files(CASE)).toMatchObject([{ name: 'lamp.jpg', by: { kind: 'customer' } }]);
  });
});

describe('what no person wrote', () => {
  test.each([
    ['an automatic answer', { 'Auto-Submitted': 'auto-replied' }],
    ['an absence by its subject', { Subject: '自动回复: 您好' }],
    ['a mail without a way back', { 'Return-Path': '<>' }],
  ])('%s is kept, read as nothing, told to no case and answered by nobody', async (_what, over) => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    expect(await mail('5', { ...over, 'In-Reply-To': idOf(about) })).toMatchObject({ state: 'kept', caseId: CASE });
    expect(inbox.told).toEqual([]);
    expect(await inboxRows()).toMatchObject([{ writtenBy: 'program', answer: null, waitsBecause: null }]);
  });

  test('a thousandth automatic answer is answered as little as the first', async () => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    for (let turn = 0; turn < 30; turn++) {
      await mail('5', { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': idOf(about) });
    }
    expect(inbox.told).toEqual([]);
    expect((await inboxRows()).filter(({ answer }) => answer !== null)).toEqual([]);
  });

  test('our own mail says nothing to anybody', async () => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    for (const from of [
      'service@qingli.example.com',
      `Q <Service+${replyTag(organisation, CASE)}@Qingli.example.com>`,
    ]) {
      expect(await mail('5', { From: from, 'In-Reply-To': idOf(about) })).toMatchObject({ id: null, state: 'ours' });
    }
    expect(inbox.told).toEqual([]);
    expect(await inboxRows()).toEqual([]);
  });

  test('STOP in an automatic answer stops nothing', async () => {
    await mail('STOP', { 'Auto-Submitted': 'auto-generated' });
    expect(await mayBeWrittenTo()).toBe(true);
  });
});

describe('a delivery report', () => {
  const bounce = (key: string, caseId = CASE, of = organisation, action = 'failed', status = '5.1.1') =>
    receive(
      bounceOf(
        idOf(key, caseId, of).slice(1, -1),
        `${replyTag(of, caseId)}@qingli.example.com`,
        ...['service@qingli.example.com', action, status],
      ),
    );
  const delivery = async (key: string) => {
    const { rows } = await inbox.database.pool.query(
      'select state, delivery, delivery_code as code from messages where key = $1',
      [key],
    );
    return rows[0];
  };

  test('moves the message that it is about, once, even while our own send is not settled', async () => {
    const key = await asks('appointment-confirmed');
    expect(await bounce(key)).toEqual({ id: null, state: 'report', caseId: CASE, filesNotKept: 0 });
    await bounce(key);
    expect(await delivery(key)).toEqual({ state: 'sent', delivery: 'undelivered', code: '5.1.1' });
    expect(inbox.told).toEqual([]);
    expect(await inboxRows()).toEqual([]);
  });

  test('that only speaks of a delay moves nothing; that of the delivery ends it, and no later one takes it back', async () => {
    const key = await asks('appointment-confirmed');
    expect(await bounce(key, CASE, organisation, 'delayed', '4.4.1')).toMatchObject({ state: 'report' });
    expect(await delivery(key)).toEqual({ state: 'claimed', delivery: null, code: null });
    await bounce(key, CASE, organisation, 'delivered', '2.0.0');
    await bounce(key, CASE, organisation, 'failed', '5.1.1');
    expect(await delivery(key)).toEqual({ state: 'sent', delivery: 'delivered', code: '2.0.0' });
  });

  test('that nobody could have of us moves nothing, and is kept as a program’s mail', async () => {
    const key = await asks('appointment-confirmed');
    expect(await bounce(key, CASE, stranger)).toMatchObject({ state: 'unmatched' });
    expect(await bounce('C-ABCDEFGHJK/no/such/message')).toMatchObject({ state: 'kept', caseId: CASE });
    expect(await delivery(key)).toEqual({ state: 'claimed', delivery: null, code: null });
    expect(await inboxRows()).toMatchObject([{ writtenBy: 'program' }, { writtenBy: 'program' }]);
  });
});

async function mayBeWrittenTo(): Promise<boolean> {
  const hash = hashAddress(organisation, 'email', CHEN);
  const { rowCount } = await inbox.database.pool.query(REFUSES('$1', '$2', '$3', '$4'), [
    ...[ORGANISATION, 'email', hash, 'service'],
  ]);
  return rowCount === 0;
}

describe('a word about being written to', () => {
  test.each([
    ['STOP', {}],
    ['unsubscribe\r\n\r\nOn 4 Mar 2026 at 10:12, Qingli wrote:\r\n> Hello', {}],
    ['', { Subject: 'Unsubscribe' }],
    ['退订', { Subject: 'Hello' }],
    ['stop please', {}],
  ])('%j ends mail to that address at once, and nothing of it is kept', async (text, over) => {
    await asks('callback-asked', RATING, 'round-1-n1');
    expect(await mail(text, over)).toMatchObject({ state: 'taken' });
    expect(await mayBeWrittenTo()).toBe(false);
    expect(toldTo()).toMatchObject([{ caseId: CASE, type: 'RecordConsent', consent: 'withdrawn', channel: 'email' }]);
    expect(await inboxRows()).toMatchObject([{ meaning: 'stop', textId: null, answer: null }]);
    await mail('START');
    expect(await mayBeWrittenTo()).toBe(true);
  });

  test('is none where it is part of a sentence', async () => {
    await mail('Please do not stop the repair.');
    expect(await mayBeWrittenTo()).toBe(true);
  });
});

describe('files', () => {
  const jpeg = part('image/jpeg', fileBytes('image/jpeg'), '../../../lamp.jpg');
  const pdf = part('application/pdf', fileBytes('application/pdf'), 'receipt.pdf');
  const program = part('image/jpeg', Buffer.from('MZ not a picture'), 'photo.jpg');
  const large = part('image/png', fileBytes('image/png', 10 * 1024 * 1024 + 1), 'large.png');

  test('lie with the case; what no case takes is counted, and a person should look', async () => {
    const about = await asks('facts-chased', { missing: ['product-model'] });
    const raw = multipart('mixed', headers({ 'In-Reply-To': idOf(about) }), [
      ...[part('text/plain', 'See the photos.'), jpeg, pdf, program, large, jpeg],
    ]);
    expect(await receive(raw)).toMatchObject({ state: 'taken', caseId: CASE, filesNotKept: 2 });
    expect((await files(CASE)).map(({ name, kind }) => [name, kind])).toEqual([
      ['lamp.jpg', 'photo'],
      ['receipt.pdf', 'document'],
    ]);
    expect(await inboxRows()).toMatchObject([{ meaning: 'facts', waitsBecause: 'files-not-kept' }]);
  });

  test('more than twenty are not kept', async () => {
    const about = await asks('callback-asked', RATING, 'round-1-n1');
    const photos = Array.from({ length: 23 }, (_, at) => part('image/jpeg', fileBytes('image/jpeg', 64 + at), 'p.jpg'));
    const raw = multipart('mixed', headers({ 'In-Reply-To': idOf(about) }), [part('text/plain', '5'), ...photos]);
    expect(await receive(raw)).toMatchObject({ filesNotKept: 3 });
    expect(await files(CASE)).toHaveLength(20);
    expect(await inboxRows()).toMatchObject([{ meaning: 'rate', waitsBecause: 'files-not-kept' }]);
  });

  test('of nobody we know wait with the mail, and go with it', async () => {
    const raw = () =>
      multipart('mixed', headers({ From: 'new@example.com', Subject: 'Broken lamp' }), [
        part('text/plain', 'Help'),
        jpeg,
      ]);
    const firstRaw = raw();
    const [first, second] = [await receive(firstRaw), await receive(raw())];
    expect(first).toMatchObject({ state: 'unmatched', caseId: null });
    expect(await inbox.aftercare.inboxEntry(ORGANISATION, first.id!)).toMatchObject({
      text: { content: 'Broken lamp\n\nHelp' },
      files: [{ name: 'lamp.jpg' }],
    });
    await inbox.aftercare.assignReply(ORGANISATION, first.id!, CASE, { kind: 'staff', personId: 'lead-north' });
    expect(await receive(firstRaw)).toMatchObject({ id: first.id, state: 'taken' });
    expect(await files(CASE)).toMatchObject([{ name: 'lamp.jpg', erased: false }]);
    await inbox.aftercare.dismissReply(ORGANISATION, second.id!, { kind: 'staff', personId: 'lead-north' });
    const { rows } = await inbox.database.pool.query('select content, name from attachments where case_id <> $1', [
      CASE,
    ]);
    expect(rows).toEqual([{ content: null, name: null }]);
  });

  test('of a program are not kept', async () => {
    await receive(
      multipart('mixed', headers({ 'Auto-Submitted': 'auto-replied' }), [part('text/plain', 'Away'), jpeg]),
    );
    expect((await inbox.database.pool.query('select from attachments')).rowCount).toBe(0);
  });
});

describe('what somebody typed to do harm', () => {
  test.each([
    'Robert"); drop table inbox;--',
    '<script>alert(1)</script> {{ customer.phone }} {% assign x = 1 %}',
    'turned \u202e around',
  ])('%j is kept as it was typed', async (text) => {
    await asks('case-opened');
    const received = await mail(text, { Subject: 'Re: x', From: '"Chen\\" <a@b.c>" <chen.mo@example.com>' });
    expect((await inbox.aftercare.inboxEntry(ORGANISATION, received.id!)).text).toMatchObject({ content: text });
  });

  test('a mail that is none, or has no end, is refused and leaves nothing', async () => {
    await expect(receive('hello')).rejects.toMatchObject({ refusals: [{ code: 'mail-unreadable' }] });
    await expect(mail('5', { 'X-Long': 'a'.repeat(600_000) })).rejects.toMatchObject({
      refusals: [{ code: 'mail-unreadable' }],
    });
    await expect(inbox.aftercare.receiveMail(ORGANISATION, Buffer.alloc(26 * 1024 * 1024))).rejects.toMatchObject({
      refusals: [{ code: 'mail-too-large', params: { longest: '25 MB' } }],
    });
    expect(await inboxRows()).toEqual([]);
  });
});
