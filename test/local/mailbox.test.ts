import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mail, type Mailbox, startMailbox } from '../../local/mailbox.ts';

let dataDir: string;
let mailbox: Mailbox;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-mailbox-'));
  mailbox = await startMailbox({ dataDir });
});
afterEach(async () => {
  await mailbox.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const send = (to = 'anna@example.org', more: object = {}) =>
  createTransport(`${mailbox.smtpUrl}?socketTimeout=300`).sendMail({
    from: 'Service <service@example.com>',
    to,
    subject: 'Ihr Termin',
    text: 'Wir kommen am Montag. Grüße',
    messageId: '<visit-1@example.com>',
    ...more,
  });
const found = async (messageId: string): Promise<Mail[]> =>
  (await (await fetch(`${mailbox.httpUrl}/mails?messageId=${encodeURIComponent(messageId)}`)).json()) as Mail[];

test('a mail is kept with all its parts', async () => {
  await send('anna@example.org', {
    headers: { 'Auto-Submitted': 'auto-generated' },
    inReplyTo: '<intake-1@example.com>',
    icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
    attachments: [{ filename: 'report.pdf', content: Buffer.from([0, 255, 1]) }],
  });
  const [mail] = await mailbox.mails();
  expect(mail).toMatchObject({
    from: 'service@example.com',
    to: ['anna@example.org'],
    envelope: { from: 'service@example.com', to: ['anna@example.org'] },
    subject: 'Ihr Termin',
    messageId: '<visit-1@example.com>',
    inReplyTo: '<intake-1@example.com>',
    autoSubmitted: 'auto-generated',
  });
  expect(mail?.text).toContain('Grüße');
  expect(mail?.calendar).toContain('METHOD:REQUEST');
  expect(mail?.raw).toContain('Message-ID: <visit-1@example.com>');
  expect(mail?.attachments.find((each) => each.filename === 'report.pdf')?.base64).toBe('AP8B');
  expect(mail?.headers['auto-submitted']).toBe('auto-generated');
});

test('a mail can be looked up by its Message-ID, also after a restart', async () => {
  await send();
  await mailbox.stop();
  mailbox = await startMailbox({ dataDir });
  expect(await found('<visit-1@example.com>')).toHaveLength(1);
  expect(await found('visit-1@example.com')).toHaveLength(1);
  expect(await found('<visit-2@example.com>')).toHaveLength(0);
});

test.each([421, 451, 550] as const)(
  'a scripted %i reaches the client as its response code, and nothing is kept',
  async (code) => {
    mailbox.script([code]);
    await expect(send()).rejects.toMatchObject({ responseCode: code });
    expect(await mailbox.mails()).toHaveLength(0);
    await send();
    expect(await mailbox.mails()).toHaveLength(1);
  },
);

test.each(['accept-then-hang', 'accept-then-reset'] as const)(
  '%s keeps a mail whose sender does not know',
  async (answer) => {
    mailbox.script([answer]);
    await expect(send()).rejects.not.toHaveProperty('responseCode');
    expect(await found('<visit-1@example.com>')).toHaveLength(1);
  },
);

test('reset-before-accept keeps nothing', async () => {
  mailbox.script(['reset-before-accept']);
  await expect(send()).rejects.toThrow();
  expect(await mailbox.mails()).toHaveLength(0);
});

test('a script for one recipient leaves the others alone', async () => {
  const body = JSON.stringify({ to: 'Bo@example.org', answers: [550] });
  expect((await fetch(`${mailbox.httpUrl}/script`, { method: 'POST', body })).status).toBe(200);
  await send('anna@example.org');
  await expect(send('bo@example.org')).rejects.toMatchObject({ responseCode: 550 });
  expect((await mailbox.mails()).map((mail) => mail.to)).toEqual([['anna@example.org']]);
});

test('a script with an unknown answer is refused with the answers there are', async () => {
  const answer = await fetch(`${mailbox.httpUrl}/script`, { method: 'POST', body: '["fly"]' });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(/accept-then-hang/);
});

test('stopping does not wait for a client that is kept hanging', async () => {
  mailbox.script(['accept-then-hang']);
  const hanging = createTransport(mailbox.smtpUrl).sendMail({ from: 'a@example.com', to: 'b@example.org', text: 'x' });
  const cut = expect(hanging).rejects.toThrow();
  await expect.poll(async () => (await mailbox.mails()).length).toBe(1);
  await mailbox.stop();
  await cut;
  mailbox = await startMailbox({ dataDir });
});
