import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import { EMAIL, NOON_MS, openPostOffice, type PostOffice } from './post-office.ts';

const HOUR_MS = 3_600_000;
const VISIT = { revision: 1, startMs: NOON_MS + 24 * HOUR_MS, endMs: NOON_MS + 26 * HOUR_MS };
const CONFIRMED: Partial<MessageIntent> = {
  channel: 'email',
  purpose: 'appointment-confirmed',
  appointmentRevision: 1,
  params: VISIT,
};
const booked = { appointmentRevision: 1, technicianId: 'tech-4' } as const;
const later = (code: string) => expect.objectContaining({ later: code });

describe('with a mail server that can be asked', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await openPostOffice();
  });
  afterAll(() => office.close());

  test('a mail says that a machine wrote it and goes to the one address', async () => {
    const message = await office.plan(CONFIRMED, booked);
    expect(await message.attempt()).toEqual({ state: 'sent' });
    const [mail] = await message.mails();
    expect(mail).toMatchObject({
      envelope: { from: office.document.senders.mailFrom, to: [EMAIL] },
      autoSubmitted: 'auto-generated',
    });
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}\.c-post\d{6}-[0-9a-f]{12}@qingli\.example\.com>$/);
    expect(await message.row()).toMatchObject({ providerId: mail?.messageId });
  });

  test.each([421, 451] as const)('%i now, taken later, under the same Message-ID', async (answer) => {
    const message = await office.plan(CONFIRMED, booked);
    office.mailbox.script([answer]);
    expect(await message.attempt()).toEqual(later(String(answer)));
    expect(await message.row()).toMatchObject({ state: 'planned', lastError: String(answer) });
    expect(await message.attempt()).toEqual({ state: 'sent' });
    expect(await message.mails()).toHaveLength(1);
  });

  test('550 is final, with its reason', async () => {
    const message = await office.plan(CONFIRMED, booked);
    office.mailbox.script([550]);
    expect(await message.attempt()).toEqual({ state: 'refused', code: '550' });
    expect(await message.mails()).toEqual([]);
  });

  test.each(['accept-then-hang', 'accept-then-reset'] as const)(
    '%s: the mail is found by its Message-ID and not sent again',
    async (answer) => {
      const message = await office.plan(CONFIRMED, booked);
      office.mailbox.script([answer]);
      expect(await message.attempt()).toEqual(later('unconfirmed'));
      expect(await message.attempt()).toEqual({ state: 'sent' });
      expect(await message.mails()).toHaveLength(1);
      expect(await message.row()).toMatchObject({ attempts: 1 });
    },
  );

  test('a reset that took nothing: looked up, absent, and sent under the same Message-ID', async () => {
    const message = await office.plan(CONFIRMED, booked);
    office.mailbox.script(['reset-before-accept']);
    expect(await message.attempt()).toEqual(later('unconfirmed'));
    expect(await message.attempt()).toEqual({ state: 'sent' });
    expect(await message.mails()).toHaveLength(1);
  });

  test('an agreed visit becomes a calendar entry that a cancellation takes away again', async () => {
    const agreed = await office.plan(CONFIRMED, booked);
    await agreed.attempt();
    const [request] = await agreed.mails();
    expect(request?.calendar).toContain('METHOD:REQUEST');
    expect(request?.calendar).toContain('SEQUENCE:1');
    expect(request?.calendar).toContain('DTSTART:20260305T040000Z');
    expect(request?.calendar).toContain('DTEND:20260305T060000Z');

    const cancelled = await office.plan(
      { ...CONFIRMED, purpose: 'appointment-cancelled', params: { ...VISIT, revision: 2 } },
      booked,
    );
    await cancelled.attempt();
    const [cancel] = await cancelled.mails();
    expect(cancel?.calendar).toContain('METHOD:CANCEL');
    expect(cancel?.calendar).toContain('STATUS:CANCELLED');
    expect(cancel?.calendar).toContain('SEQUENCE:2');
  });

  test('a technician’s mail carries no calendar entry', async () => {
    const recipient = { kind: 'staff', personId: 'tech-4' } as const;
    const message = await office.plan({ channel: 'email', purpose: 'technician-assigned', recipient }, booked);
    expect(await message.attempt()).toEqual({ state: 'sent' });
    expect((await message.mails())[0]?.calendar).toBeUndefined();
  });

  test('a mail server that is down is waited for', async () => {
    const { createNodemailerMailer } = await import('../../../activities/notify/nodemailer-mailer.ts');
    const mailer = createNodemailerMailer({ url: 'smtp://127.0.0.1:1', lookUpUrl: null });
    const message = await office.plan(CONFIRMED, booked);
    expect(await message.attempt(undefined, { mailer })).toEqual(later('ESOCKET'));
    expect(await message.row()).toMatchObject({ state: 'planned' });
  });

  test('while the look-up itself is out a normal mail waits, five times at most', async () => {
    const mailer = { ...office.deps.mailer, lookUp: () => Promise.reject(new Error('down')) };
    const message = await office.plan(CONFIRMED, booked);
    office.mailbox.script(['accept-then-hang']);
    expect(await message.attempt()).toEqual(later('unconfirmed'));
    for (let i = 0; i < 4; i++) expect(await message.attempt(undefined, { mailer })).toEqual(later('unconfirmed'));
    expect(await message.attempt(undefined, { mailer })).toEqual({ state: 'unknown' });
    expect(await message.mails()).toHaveLength(1);
  });
});

describe('with a mail server that nobody can ask', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await openPostOffice('none');
  });
  afterAll(() => office.close());

  test('a normal mail is sent at most once: a person must look', async () => {
    const message = await office.plan(CONFIRMED, booked);
    office.mailbox.script(['accept-then-hang']);
    expect(await message.attempt()).toEqual(later('unconfirmed'));
    expect(await message.attempt()).toEqual({ state: 'unknown' });
    expect(await message.attempt()).toEqual({ state: 'unknown' });
    expect(await message.mails()).toHaveLength(1);
  });

  const ESCALATED: Partial<MessageIntent> = {
    channel: 'email',
    purpose: 'clock-escalated',
    class: 'escalation',
    recipient: { kind: 'staff', personId: 'lead-north' },
    params: { clockId: 'assign', step: 1, steps: 3, dueAtMs: NOON_MS },
  };

  test('an escalation is sent at least once, every time under the same Message-ID', async () => {
    const message = await office.plan(ESCALATED);
    office.mailbox.script(['accept-then-hang']);
    expect(await message.attempt()).toEqual(later('unconfirmed'));
    expect(await message.attempt()).toEqual({ state: 'sent' });
    const mails = await message.mails();
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  test('an escalation nobody ever confirms is given up after five', async () => {
    const message = await office.plan(ESCALATED);
    office.mailbox.script(Array.from({ length: 9 }, () => 'accept-then-reset' as const));
    for (let i = 0; i < 5; i++) expect(await message.attempt()).toEqual(later('unconfirmed'));
    expect(await message.attempt()).toEqual({ state: 'unknown' });
    expect(await message.mails()).toHaveLength(5);
  });
});
