import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashAddress } from '../../../database/consents.ts';
import { claimMessage } from '../../../database/message-attempts.ts';
import { findOrganisation } from '../../../database/organisations.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { isOptedOut } from '../../support/rows.ts';
import { openPostOffice, PHONE, type PostOffice } from './post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const later = (code: string) => expect.objectContaining({ later: code });

test('a planned message is sent once, and every repeat gives the same outcome', async () => {
  const message = await office.plan();
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.attempt()).toEqual({ state: 'sent' });
  const texts = await message.texts();
  expect(texts).toMatchObject([{ to: PHONE, from: office.document.senders.smsFrom }]);
  expect(await message.row()).toMatchObject({ state: 'sent', attempts: 1, providerId: texts[0]?.sid });
});

test('a message that is faster than its journal is planned by its send, and the journal leaves it as it is', async () => {
  const message = await office.plan();
  await office.pool.query('delete from messages where key = $1', [message.input.intent.key]);
  expect(await message.attempt()).toEqual({ state: 'sent' });
  const sent = await message.row();
  await message.journal();
  expect(await message.row()).toEqual(sent);
  expect(await message.texts()).toHaveLength(1);
});

test('too many requests: nothing was taken, the next attempt sends', async () => {
  const message = await office.plan();
  office.sandbox.script([429]);
  expect(await message.attempt()).toEqual(later('20429'));
  expect(await message.row()).toMatchObject({ state: 'planned', lastError: '20429', claimedAtMs: null });
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.texts()).toHaveLength(1);
});

test.each(['accept-then-500', 'accept-then-hang', 'accept-then-reset'] as const)(
  '%s: the message is found at the provider and not sent again',
  async (answer) => {
    const message = await office.plan();
    office.sandbox.script([answer]);
    expect(await message.attempt()).toEqual({ later: 'unconfirmed', delayMs: 5_000 });
    expect(await message.row()).toMatchObject({ state: 'claimed', unconfirmed: 1 });
    expect(await message.attempt()).toEqual({ state: 'sent' });
    const texts = await message.texts();
    expect(texts).toHaveLength(1);
    expect(await message.row()).toMatchObject({ state: 'sent', attempts: 1, providerId: texts[0]?.sid });
  },
);

test.each(['hang', 500] as const)('%s without taking it: it is looked up, absent, and sent', async (answer) => {
  const message = await office.plan();
  office.sandbox.script([answer, answer]);
  expect(await message.attempt()).toEqual(later('unconfirmed'));
  expect(await message.attempt()).toEqual(later('unconfirmed'));
  expect(await message.row()).toMatchObject({ state: 'claimed', unconfirmed: 1, attempts: 2 });
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.texts()).toHaveLength(1);
});

test('a worker that died between claim and call leaves a message that is looked up and sent', async () => {
  const message = await office.plan();
  const { key } = message.input.intent;
  await claimMessage(
    office.pool,
    ORGANISATION,
    key,
    { state: 'planned', attempts: 0 },
    { channel: 'sms', hash: 'hash', purpose: 'service' },
    10_000,
  );
  expect(await message.attempt()).toEqual({ later: 'in-flight', delayMs: expect.closeTo(10_000, -3) });
  await office.pool.query('update messages set leased_until = now() where key = $1', [key]);
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.row()).toMatchObject({ attempts: 2 });
  expect(await message.texts()).toHaveLength(1);
});

test('an equal text of another message is not taken for this one', async () => {
  const first = await office.plan();
  expect(await first.attempt()).toEqual({ state: 'sent' });
  const twin = { ...first.input.intent, key: `${first.input.intent.key}/again` };
  await office.pool.query(
    `insert into messages select (jsonb_populate_record(messages, jsonb_build_object('key', $1::text, 'state', 'claimed',
       'attempts', 1, 'provider_id', null, 'claimed_at', now()))).* from messages where key = $2`,
    [twin.key, first.input.intent.key],
  );
  const { sendMessage } = await import('../../../activities/notify/send.ts');
  expect(await sendMessage(office.deps, { ...first.input, intent: twin }, Date.now())).toEqual({ state: 'sent' });
  expect(await first.texts()).toHaveLength(2);
});

test('of two attempts at once one calls the provider', async () => {
  const message = await office.plan();
  office.sandbox.script(['accept-then-hang']);
  const ended = await Promise.all(Array.from({ length: 4 }, () => message.attempt()));
  expect(ended).toContainEqual({ later: 'unconfirmed', delayMs: 5_000 });
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect(await message.texts()).toHaveLength(1);
});

test('a number that can’t be is refused for good', async () => {
  const message = await office.plan();
  office.sandbox.script([21211]);
  expect(await message.attempt()).toEqual({ state: 'refused', code: '21211' });
  expect(await message.attempt()).toEqual({ state: 'refused', code: '21211' });
  expect(await message.texts()).toEqual([]);
});

test('who told the provider to stop is opted out here too, and gets nothing more', async () => {
  const hash = hashAddress((await findOrganisation(office.pool, ORGANISATION))!, 'sms', PHONE);
  const message = await office.plan();
  office.sandbox.script([21610]);
  expect(await message.attempt()).toEqual({ state: 'refused', code: '21610' });
  expect(await isOptedOut(office.pool, ORGANISATION, 'sms', hash)).toBe(true);
  const next = await office.plan();
  expect(await next.attempt()).toEqual({ state: 'suppressed', code: 'opted-out' });
  expect(await next.texts()).toEqual([]);
  await office.pool.query('truncate consents');
});

test('a provider that is down is waited for, and nothing is claimed meanwhile', async () => {
  const { createTwilioGateway } = await import('../../../activities/notify/twilio-gateway.ts');
  const settings = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'x', statusCallbackUrl: null };
  const sms = createTwilioGateway({ ...settings, baseUrl: 'http://127.0.0.1:1' });
  const message = await office.plan();
  expect(await message.attempt(undefined, { sms })).toEqual(later('ECONNREFUSED'));
  expect(await message.row()).toMatchObject({ state: 'planned' });
});

test('wrong credentials are our fault: the message waits for them to be mended', async () => {
  const { createTwilioGateway } = await import('../../../activities/notify/twilio-gateway.ts');
  const settings = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'x', statusCallbackUrl: null };
  const sms = createTwilioGateway({ ...settings, baseUrl: office.sandbox.url });
  const message = await office.plan();
  expect(await message.attempt(undefined, { sms })).toEqual(later('20003'));
});

test('what is logged and thrown names no person, number or text', () => {
  expect(office.logged.length).toBeGreaterThan(0);
  const everything = JSON.stringify(office.logged);
  expect(everything).not.toMatch(/Chen|\+86|example\.com|hotline/);
});

test('texts to customers stop at the day’s budget, staff are still alarmed, and a higher budget lets them out', async () => {
  await office.pool.query('delete from messages');
  const under = (smsADay: number) => ({
    policies: async () => ({ ...office.document, senders: { ...office.document.senders, smsADay } }),
  });
  const messages = [await office.plan(), await office.plan(), await office.plan()];
  const [first, second, third] = messages as [(typeof messages)[0], (typeof messages)[0], (typeof messages)[0]];
  expect(await first.attempt(undefined, under(2))).toEqual({ state: 'sent' });
  expect(await second.attempt(undefined, under(2))).toEqual({ state: 'sent' });
  expect(await third.attempt(undefined, under(2))).toEqual(later('over-budget'));
  expect(await third.row()).toMatchObject({ state: 'planned', attempts: 0 });
  expect(JSON.stringify(office.logged)).toContain('budget is used up');
  const alarm = await office.plan({
    class: 'escalation',
    recipient: { kind: 'staff', personId: 'lead-south' },
    purpose: 'handed-off',
  });
  expect(await alarm.attempt(undefined, under(2))).toEqual({ state: 'sent' });
  expect(await third.attempt(undefined, under(3))).toEqual({ state: 'sent' });
});
