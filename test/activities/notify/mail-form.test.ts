import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { framed } from '../../../activities/notify/html-frame.ts';
import { claimIn } from '../../../database/links.ts';
import { caseOfTag } from '../../../database/mail-ids.ts';
import { findOrganisation } from '../../../database/organisations.ts';
import { tagOfAddress } from '../../../domain/mail/reply-address.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { EMAIL, NOON_MS, openPostOffice, type PostOffice } from './post-office.ts';

const FRAME = { locale: 'en', sender: 'Qingli', subject: 'Your visit' };
const VISIT = { revision: 1, startMs: NOON_MS + 3_600_000, endMs: NOON_MS + 7_200_000 };
const CONFIRMED: Partial<MessageIntent> = {
  channel: 'email',
  purpose: 'appointment-confirmed',
  appointmentRevision: 1,
  params: VISIT,
};
const booked = { appointmentRevision: 1, technicianId: 'tech-4' } as const;

describe('the page of a mail', () => {
  test('says what the text says, in paragraphs and lines', () => {
    const page = framed(FRAME, 'Hello,\n\nwe come on Monday\nat nine.\n');
    expect(page).toContain('>Hello,</p>');
    expect(page).toContain('>we come on Monday<br>\nat nine.</p>');
    expect(page).toContain('<html lang="en">');
  });

  test('shows markup as it was typed', () => {
    const page = framed({ ...FRAME, sender: '<b>"Q"</b>' }, '<script>alert(1)</script> & {{ customer.name }} "x"');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ customer.name }} &quot;x&quot;');
    expect(page).toContain('&lt;b&gt;&quot;Q&quot;&lt;/b&gt;');
    expect(page).not.toMatch(/<script|<b>/);
  });

  test.each([
    ['See https://service.example.com/l/abc-_1.', 'https://service.example.com/l/abc-_1', '.'],
    ['请打开 https://service.example.com/l/abc。谢谢', 'https://service.example.com/l/abc', '。谢谢'],
    ['(https://service.example.com/l/a?b=1&c=2)', 'https://service.example.com/l/a?b=1&amp;c=2', ')'],
  ])('makes an address in %j a link that shows where it leads', (text, address, after) => {
    expect(framed(FRAME, text)).toContain(`>${address}</a>${after}`);
    expect(framed(FRAME, text)).toContain(`<a href="${address}"`);
  });

  test('links nothing else', () => {
    expect(framed(FRAME, 'javascript:alert(1) data:text/html,x https://" onclick="x')).not.toContain(' onclick="x"');
    expect(framed(FRAME, 'javascript:alert(1)')).not.toContain('<a ');
  });
});

describe('a mail to a customer', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await openPostOffice();
  });
  afterAll(() => office.close());

  test('comes as text and as a page that say the same', async () => {
    const message = await office.plan(CONFIRMED, booked);
    expect(await message.attempt()).toEqual({ state: 'sent' });
    const [mail] = await message.mails();
    expect(mail?.html).toContain(message.caseId);
    const words = (text: string) => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, '');
    expect(words(mail?.html ?? '')).toContain(words(mail?.text ?? 'nothing'));
  });

  test('belongs to its case: the same thread in each, an address for answers, and no answer from a machine', async () => {
    const message = await office.plan(CONFIRMED, booked);
    await message.attempt();
    const [mail] = await message.mails();
    const organisation = (await findOrganisation(office.pool, ORGANISATION))!;
    const tag = tagOfAddress(mail?.headers['reply-to'] ?? '');
    expect(mail?.headers['reply-to']).toMatch(/^service\+c-post\d{6}-[0-9a-f]{12}@qingli\.example\.com$/);
    expect(caseOfTag(organisation, tag ?? '')).toBe(message.caseId);
    expect(mail?.headers.references).toBe(`<${tag}@qingli.example.com>`);
    expect(mail?.headers['x-auto-response-suppress']).toBe('OOF, AutoReply');
  });

  test('what is no service can be ended from the mail program, by one POST to a link that says so', async () => {
    const templates = { en: { 'callback-asked.customer.email': 'Subject: How was it?\n\n{{ case.id }}, 1 to 5?' } };
    const over = {
      publicUrl: 'https://service.example.com',
      policies: async () => ({ ...office.document, templates }),
    };
    const asked = {
      purpose: 'callback-asked',
      channel: 'email',
      params: { lowest: 1, highest: 5, ordinal: 1 },
    } as const;
    const message = await office.plan(asked, { stage: 'callback' });
    expect(await message.attempt(undefined, over)).toEqual({ state: 'sent' });
    const { headers } = (await message.mails())[0]!;
    const [, token = ''] =
      /^<https:\/\/service\.example\.com\/l\/([^<>\s]+)>$/.exec(headers['list-unsubscribe'] ?? '') ?? [];
    expect(claimIn(token)).toMatchObject({ caseId: message.caseId, purpose: 'opt-out', subject: 'survey' });
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  });

  test('what the service itself needs carries no such link', async () => {
    const message = await office.plan(CONFIRMED, booked);
    await message.attempt(undefined, { publicUrl: 'https://service.example.com' });
    expect((await message.mails())[0]?.headers).not.toHaveProperty('list-unsubscribe');
  });

  test('a visit is one calendar entry through all its revisions', async () => {
    const agreed = await office.plan(CONFIRMED, booked);
    await agreed.attempt();
    const moved = { ...CONFIRMED, appointmentRevision: 3, params: { ...VISIT, revision: 3 } };
    const of = { ...booked, caseId: agreed.caseId, appointmentRevision: 3, seq: 6 };
    await (await office.plan(moved, of)).attempt();
    const off = {
      ...CONFIRMED,
      purpose: 'appointment-cancelled',
      appointmentRevision: null,
      params: { ...VISIT, revision: 4 },
    } as const;
    await (await office.plan(off, { ...of, seq: 7 })).attempt();
    const entries = (await agreed.mails()).map(({ calendar = '' }) => calendar);
    const values = (name: string) => entries.map((entry) => new RegExp(`^${name}:(.*)$`, 'm').exec(entry)?.[1]?.trim());
    expect(values('METHOD')).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(values('SEQUENCE')).toEqual(['1', '3', '4']);
    expect(new Set(values('UID')).size).toBe(1);
    expect(values('UID')[0]).toMatch(/^[0-9a-f]{40}@qingli\.example\.com$/);
  });

  test('staff are not asked to answer into a case', async () => {
    const recipient = { kind: 'staff', personId: 'tech-4' } as const;
    const message = await office.plan({ channel: 'email', purpose: 'technician-assigned', recipient }, booked);
    await message.attempt();
    const [mail] = await message.mails();
    expect(mail?.headers).not.toHaveProperty('reply-to');
    expect(mail?.headers).not.toHaveProperty('references');
    expect(mail?.html).toContain('<p dir="auto"');
  });

  test.each([
    ['a line break and a header', 'Chen\r\nBcc: thief@example.com\r\n\r\n<script>alert(1)</script>'],
    ['a template', '{{ organisation.name }}{% assign x = 1 %}'],
    ['a turned direction and a NUL', 'Chen\u202eoM\u0000'],
    ['quotes and an address', '"Chen" <thief@example.com>'],
  ])('a name with %s stays a name', async (_what, name) => {
    const message = await office.plan(CONFIRMED, booked, { name });
    expect(await message.attempt()).toEqual({ state: 'sent' });
    const [mail] = await message.mails();
    expect(mail?.envelope.to).toEqual([EMAIL]);
    expect(mail?.to).toEqual([EMAIL]);
    expect(mail?.headers).not.toHaveProperty('bcc');
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.text).not.toContain('\u202e');
  });

  test.each([
    '"a@evil.test x"@ok.test',
    'chen@ok.test(comment)',
    'chen@ok.test, thief@evil.test',
    'chen@ok.test\r\nBcc: thief@evil.test',
    '"Chen" <chen@ok.test>',
  ])('%j is no address of ours', async (email) => {
    const message = await office.plan(CONFIRMED, booked, { email });
    expect(await message.attempt()).toEqual({ state: 'refused', code: 'bad-address' });
    expect(await message.mails()).toEqual([]);
  });
});
