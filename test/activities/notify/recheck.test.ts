import { afterAll, beforeAll, expect, test } from 'vitest';
import { recheck } from '../../../activities/notify/recheck.ts';
import { noteUnconfirmed } from '../../../database/message-attempts.ts';
import { eraseVault } from '../../../database/vault.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import { intent, ORGANISATION, view } from '../../database/fixtures.ts';
import { DEVICE_MAKER } from '../../support/repair.ts';
import { putCase } from '../../support/rows.ts';
import { NOON_MS, openPostOffice, type PostOffice } from './post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const HOUR_MS = 3_600_000;
const PROPOSED: Partial<MessageIntent> = {
  purpose: 'appointment-proposed',
  appointmentRevision: 1,
  params: { revision: 1, startMs: NOON_MS, endMs: NOON_MS + HOUR_MS },
};

test('a message about an appointment that was moved or cancelled since is not sent', async () => {
  const message = await office.plan(PROPOSED, { appointmentRevision: 1 });
  await putCase(office.pool, { ...message.view, seq: 9, appointmentRevision: 2 });
  expect(await message.attempt()).toEqual({ state: 'suppressed', code: 'superseded' });
  expect(await message.attempt()).toEqual({ state: 'suppressed', code: 'superseded' });
  expect(await message.texts()).toEqual([]);
});

test('a message that may be out already is looked up even when it is void by now', async () => {
  const message = await office.plan(PROPOSED, { appointmentRevision: 1 });
  office.sandbox.script(['accept-then-hang']);
  await message.attempt();
  await putCase(office.pool, { ...message.view, seq: 9, appointmentRevision: 2 });
  expect(await message.attempt()).toEqual({ state: 'sent' });
});

test('a question is not asked any more when the case is closed, but the farewell is', async () => {
  const closed = { stage: 'closed', closedAtMs: NOON_MS, seq: 9 } as const;
  const question = await office.plan({ purpose: 'callback-asked', params: { lowest: 1, highest: 5, ordinal: 1 } });
  await putCase(office.pool, { ...question.view, ...closed });
  expect(await question.attempt()).toEqual({ state: 'suppressed', code: 'case-closed' });
  const farewell = await office.plan({ purpose: 'case-closed', params: { outcome: 'completed' } });
  await putCase(office.pool, { ...farewell.view, ...closed });
  expect(await farewell.attempt()).toEqual({ state: 'sent' });
});

test('nor is anybody asked to sign a report of a closed case', () => {
  const asked = { intent: intent({ purpose: 'signature-asked' }), view: view({ stage: 'report' }) };
  const judge = (current: ReturnType<typeof view>) =>
    recheck(DEVICE_MAKER, { ...asked, facts: {}, clockOffsetMs: 0 }, { current }, NOON_MS);
  expect(judge(asked.view)).toEqual({ kind: 'go' });
  expect(judge(view({ stage: 'closed' }))).toEqual({ kind: 'suppress', code: 'case-closed' });
});

test('nothing goes to or about an erased customer', async () => {
  const message = await office.plan();
  const recipient = { kind: 'staff', personId: 'lead-north' } as const;
  const about = await office.plan({ purpose: 'handed-off', recipient });
  for (const { caseId } of [message, about]) await eraseVault(office.pool, ORGANISATION, caseId);
  expect(await message.attempt()).toEqual({ state: 'suppressed', code: 'erased' });
  expect(await about.attempt()).toEqual({ state: 'suppressed', code: 'erased' });
});

test('a message in flight while its customer is erased is neither repeated nor called unsent', async () => {
  const message = await office.plan();
  office.sandbox.script(['hang']);
  await message.attempt();
  await eraseVault(office.pool, ORGANISATION, message.caseId);
  expect(await message.attempt()).toEqual({ state: 'unknown' });
  expect(await message.texts()).toEqual([]);
});

test('without an address there is nothing to send to', async () => {
  const message = await office.plan();
  const nameless = { ...message.input, facts: {} };
  const { sendMessage } = await import('../../../activities/notify/send.ts');
  expect(await sendMessage(office.deps, nameless, NOON_MS)).toEqual({ state: 'suppressed', code: 'no-address' });
});

test.each([
  ['phone', 'sms', 'call me'],
  ['phone', 'sms', '+86139\r\n12345678'],
  ['email', 'email', '"a@evil.test x"@ok.test'],
  ['email', 'email', 'a@ok.test, b@evil.test'],
  ['email', 'email', 'a@ok.test\r\nBcc: b@evil.test'],
] as const)('a %s that is none is refused before any provider is called (%s %j)', async (fact, channel, content) => {
  const message = await office.plan({ purpose: 'case-closed', channel, params: { outcome: 'completed' } });
  await office.pool.query('update vault set content = $1 where id = $2', [content, `${message.caseId}-${fact}`]);
  expect(await message.attempt()).toEqual({ state: 'refused', code: 'bad-address' });
});

test('a text that can’t be written is refused and not tried for ever', async () => {
  const missing = await office.plan({ purpose: 'handed-off' });
  expect(await missing.attempt()).toEqual({ state: 'refused', code: 'template-missing' });
  const lacking = await office.plan({ purpose: 'callback-asked' });
  expect(await lacking.attempt()).toEqual({ state: 'refused', code: 'template-failed' });
});

test('outside the recipient’s hours a message waits for the next opening and goes out then', async () => {
  const message = await office.plan({ hours: 'customer-contact' });
  const at22 = NOON_MS + 10 * HOUR_MS;
  expect(await message.attempt(at22)).toEqual({ later: 'outside-hours', delayMs: 10.5 * HOUR_MS });
  expect(await message.row()).toMatchObject({ state: 'planned', attempts: 0 });
  expect(await message.attempt(at22 + 10.5 * HOUR_MS)).toEqual({ state: 'sent' });
});

test('a long holiday is waited out', async () => {
  const message = await office.plan({ hours: 'office-hours', params: {} });
  const firstOfOctober = Date.UTC(2026, 9, 1, 4, 0);
  const eighthAtNine = Date.UTC(2026, 9, 8, 1, 0);
  const waited = await message.attempt(firstOfOctober);
  expect(waited).toEqual({ later: 'outside-hours', delayMs: eighthAtNine - firstOfOctober });
});

test('proof that nothing got through starts the count of doubts anew', async () => {
  const message = await office.plan();
  office.sandbox.script(['hang']);
  await message.attempt();
  await noteUnconfirmed(office.pool, ORGANISATION, message.input.intent.key, 'again');
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.row()).toMatchObject({ unconfirmed: 0 });
});
