import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noteConsent } from '../../database/consents.ts';
import { claimMessage, noteUnconfirmed, releaseMessage, settleMessage } from '../../database/message-attempts.ts';
import { knownProviderIds, listMessages, type MessageRow, planMessage } from '../../database/messages.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { eraseVault } from '../../database/vault.ts';
import type { ConsentPurpose, MessagePurpose } from '../../domain/policy/consent-words.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { findMessage } from '../support/rows.ts';
import { intent, OPENED_AT_MS, ORGANISATION } from './fixtures.ts';

const CASE = 'C-ABCDEFGHJK';
const { key } = intent();
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
});
beforeEach(async () => {
  await database.pool.query('truncate messages, consents');
  await planMessage(database.pool, ORGANISATION, CASE, intent(), OPENED_AT_MS);
});
afterAll(() => database.drop());

const read = async (): Promise<MessageRow> => (await findMessage(database.pool, ORGANISATION, key))!;
const attempt = (state: 'planned' | 'claimed', attempts: number, purpose: MessagePurpose = 'service') =>
  claimMessage(database.pool, ORGANISATION, key, { state, attempts }, { channel: 'sms', hash: 'hash', purpose }, 5_000);
const said = (
  consent: 'given' | 'withdrawn',
  purpose: ConsentPurpose | null,
  atMs: number,
  channel: 'sms' | 'email' = 'sms',
): Promise<void> => noteConsent(database.pool, ORGANISATION, { consent, purpose, atMs, channel, addressHash: 'hash' });
const claim = async (state: 'planned' | 'claimed', attempts: number): Promise<boolean> =>
  (await attempt(state, attempts)) === 'claimed';
const settle = (state: 'sent' | 'unknown', providerId: string | null = null): Promise<void> =>
  settleMessage(database.pool, ORGANISATION, key, { state }, { providerId, settledAtMs: OPENED_AT_MS });

test('a planned message comes back as it was meant', async () => {
  expect(await read()).toMatchObject({ ...intent(), caseId: CASE, state: 'planned', plannedAtMs: OPENED_AT_MS });
  expect(await findMessage(database.pool, 'elsewhere', key)).toBeNull();
});

test('of many attempts that saw the same message one claims it', async () => {
  const claimed = await Promise.all(Array.from({ length: 20 }, () => claim('planned', 0)));
  expect(claimed.filter(Boolean)).toHaveLength(1);
  expect(await read()).toMatchObject({ state: 'claimed', attempts: 1, leasedForMs: expect.closeTo(5_000, -3) });
  const again = await Promise.all(Array.from({ length: 20 }, () => claim('claimed', 1)));
  expect(again.filter(Boolean)).toHaveLength(1);
});

test('nobody who opted out is written to, however shortly before', async () => {
  await said('withdrawn', null, 1);
  expect(await attempt('planned', 0)).toBe('opted-out');
  expect(await read()).toMatchObject({ state: 'planned', attempts: 0 });
  await said('given', null, 2);
  await said('withdrawn', null, 3, 'email');
  expect(await attempt('planned', 0)).toBe('claimed');
  expect(await attempt('planned', 0)).toBe('elsewhere');
});

test('no greetings stops greetings alone, and the last word that covers a message counts', async () => {
  await said('withdrawn', 'greeting', 1);
  expect(await attempt('planned', 0, 'greeting')).toBe('opted-out');
  expect(await attempt('planned', 0, 'survey')).toBe('claimed');
  await said('withdrawn', null, 2);
  await said('given', 'greeting', 3);
  expect(await attempt('claimed', 1, 'service')).toBe('opted-out');
  expect(await attempt('claimed', 1, 'greeting')).toBe('claimed');
  await said('withdrawn', null, 4);
  expect(await attempt('claimed', 2, 'greeting')).toBe('opted-out');
});

test('of two words of one moment the no counts, and what was said earlier changes nothing', async () => {
  await said('given', 'survey', 5);
  await said('withdrawn', null, 5);
  expect(await attempt('planned', 0, 'survey')).toBe('opted-out');
  await said('given', null, 4);
  expect(await attempt('planned', 0, 'survey')).toBe('opted-out');
});

test('a look-up reaches back to the first claim that was not taken back', async () => {
  await claim('planned', 0);
  const first = (await read()).claimedAtMs;
  await database.pool.query('select pg_sleep(0.01)');
  await claim('claimed', 1);
  expect((await read()).claimedAtMs).toBe(first);
  await releaseMessage(database.pool, ORGANISATION, key, '451');
  expect(await read()).toMatchObject({ state: 'planned', claimedAtMs: null, leasedForMs: 0, lastError: '451' });
});

test('an attempt that ended in doubt gives its lease back, and doubts are counted', async () => {
  await claim('planned', 0);
  expect(await noteUnconfirmed(database.pool, ORGANISATION, key, 'ETIMEDOUT')).toBe(1);
  expect(await noteUnconfirmed(database.pool, ORGANISATION, key, 'ETIMEDOUT')).toBe(2);
  expect(await read()).toMatchObject({ state: 'claimed', leasedForMs: 0, unconfirmed: 2 });
});

test('what is settled stays, but proof of a delivery ends a doubt', async () => {
  await settle('unknown');
  await settle('sent', 'SM1');
  expect(await read()).toMatchObject({ state: 'sent', providerId: 'SM1' });
  await settle('unknown');
  await releaseMessage(database.pool, ORGANISATION, key, '451');
  expect(await claim('planned', 0)).toBe(false);
  expect(await read()).toMatchObject({ state: 'sent', providerId: 'SM1' });
});

test('provider ids are known by channel and address until the case is erased', async () => {
  await claim('planned', 0);
  await settle('sent', 'SM1');
  const known = () => knownProviderIds(database.pool, ORGANISATION, 'sms', 'hash');
  expect(await known()).toEqual(['SM1']);
  expect(await knownProviderIds(database.pool, ORGANISATION, 'email', 'hash')).toEqual([]);
  expect(await knownProviderIds(database.pool, 'elsewhere', 'sms', 'hash')).toEqual([]);
  await eraseVault(database.pool, ORGANISATION, CASE);
  expect(await known()).toEqual([]);
});

test('messages are listed in the order they were planned, by case and state', async () => {
  const later = intent({ key: 'later', channel: 'email' });
  await planMessage(database.pool, ORGANISATION, CASE, later, OPENED_AT_MS + 1);
  await planMessage(database.pool, ORGANISATION, 'C-OTHER', intent({ key: 'other' }), OPENED_AT_MS + 2);
  await planMessage(database.pool, 'elsewhere', CASE, intent(), OPENED_AT_MS);
  await settle('sent');
  const keys = async (filter: object) =>
    (await listMessages(database.pool, ORGANISATION, { limit: 10, ...filter })).map((row) => row.key);
  expect(await keys({})).toEqual([key, 'later', 'other']);
  expect(await keys({ limit: 2 })).toEqual([key, 'later']);
  expect(await keys({ caseId: CASE })).toEqual([key, 'later']);
  expect(await keys({ state: 'planned' })).toEqual(['later', 'other']);
});
