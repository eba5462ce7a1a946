import { describe, expect, test } from 'vitest';
import { MAIL_LONGEST_BYTES, type ReadMail, readMail } from '../../../client/inbound/read-mail.ts';
import { fileBytes } from '../../support/files.ts';
import { bounceOf, multipart, part, rawMail } from '../../support/mails.ts';

const OURS = ['service@qingli.example.com'];
const HEAD = {
  From: 'Chen Mo <Chen.Mo@Example.com>',
  To: 'service@qingli.example.com',
  'Message-ID': '<r1@example.com>',
};

async function read(raw: string | Buffer): Promise<ReadMail> {
  const mail = await readMail(Buffer.from(raw), OURS);
  if ('fault' in mail) throw new Error(mail.fault);
  return mail;
}

describe('a mail', () => {
  test('is its new words, its sender, and what it answers', async () => {
    const raw = rawMail(
      {
        ...HEAD,
        To: 'Qingli <Service+C-7K3M9P2QXA-0f1e2d3c4b5a@qingli.example.com>',
        Cc: 'boss@example.com',
        'Delivered-To': '<inbox@qingli.example.com>',
        Subject: '=?utf-8?B?UmU6IOS9oOWlvQ==?=',
        'In-Reply-To': '<b@qingli.example.com>',
        References: '<a@qingli.example.com>\r\n <b@qingli.example.com>',
      },
      '很好，5\r\n\r\nOn Wed, 4 Mar 2026 at 10:12, Qingli wrote:\r\n> 1 to 5?\r\n',
    );
    expect(await read(raw)).toEqual({
      messageId: 'r1@example.com',
      author: 'person',
      from: 'chen.mo@example.com',
      to: ['service+c-7k3m9p2qxa-0f1e2d3c4b5a@qingli.example.com', 'boss@example.com', 'inbox@qingli.example.com'],
      answers: ['b@qingli.example.com', 'a@qingli.example.com'],
      subject: 'Re: 你好',
      text: '很好，5',
      files: [],
      report: null,
    });
  });

  test('without an id has one made of its bytes, the same every time', async () => {
    const raw = rawMail({ From: HEAD.From, To: HEAD.To }, '5');
    const { messageId } = await read(raw);
    expect(messageId).toMatch(/^[0-9a-f]{64}@raw$/);
    expect((await read(raw)).messageId).toBe(messageId);
    expect((await read(`${raw}!`)).messageId).not.toBe(messageId);
  });

  test.each([
    [
      'latin-1',
      Buffer.from(rawMail({ ...HEAD, 'Content-Type': 'text/plain; charset=iso-8859-1' }, 'läcker'), 'latin1'),
      'läcker',
    ],
    [
      'GB 18030',
      Buffer.concat([
        Buffer.from(rawMail({ ...HEAD, 'Content-Type': 'text/plain; charset=gb18030' }, '')),
        Buffer.from([0xba, 0xc3]),
      ]),
      '好',
    ],
    [
      'quoted-printable',
      rawMail({ ...HEAD, 'Content-Transfer-Encoding': 'quoted-printable' }, 'l=C3=A4c=\r\nker'),
      'läcker',
    ],
    ['a page only', rawMail({ ...HEAD, 'Content-Type': 'text/html' }, '<p>5</p><blockquote>1 to 5?</blockquote>'), '5'],
    ['both', multipart('alternative', HEAD, [part('text/plain', '5'), part('text/html', '<b>five</b>')]), '5'],
    ['nothing but a quotation', rawMail(HEAD, '> 1 to 5?'), '> 1 to 5?'],
    ['no words', rawMail(HEAD, ''), ''],
  ])('in %s is read as its words', async (_how, raw, text) => {
    expect((await read(raw)).text.trim()).toBe(text);
  });

  test('brings its files, a calendar’s answer aside', async () => {
    const photo = fileBytes('image/jpeg', 3_000);
    const raw = multipart('mixed', HEAD, [
      part('text/plain', 'See the photo.'),
      part('image/jpeg', photo, '../../lamp.jpg'),
      part('text/calendar; method=REPLY', 'BEGIN:VCALENDAR', 'answer.ics'),
    ]);
    const { files, text } = await read(raw);
    expect(text.trim()).toBe('See the photo.');
    expect(files).toHaveLength(1);
    expect(files[0]?.name).toBe('../../lamp.jpg');
    expect(Buffer.from(files[0]?.content ?? []).equals(photo)).toBe(true);
  });
});

describe('what no person wrote', () => {
  test('a report names the mail that was not delivered', async () => {
    const mail = await read(bounceOf('ours@qingli.example.com', 'tag@qingli.example.com', OURS[0]!));
    expect(mail).toMatchObject({
      author: 'report',
      answers: ['ours@qingli.example.com'],
      report: { fate: 'failed', status: '5.1.1' },
      files: [],
    });
  });

  test('our own mail, also from a case’s own address', async () => {
    for (const from of ['service@qingli.example.com', 'Q <Service+x@Qingli.example.com>']) {
      expect((await read(rawMail({ ...HEAD, From: from }, '5'))).author).toBe('ourselves');
    }
  });

  test('an automatic answer', async () => {
    expect((await read(rawMail({ ...HEAD, 'Auto-Submitted': 'auto-replied' }, 'Away.'))).author).toBe('machine');
  });
});

describe('what is not read', () => {
  test.each([
    ['too large', Buffer.alloc(MAIL_LONGEST_BYTES + 1, 'a'), 'mail-too-large'],
    ['headers without end', Buffer.from(rawMail({ ...HEAD, 'X-Long': 'a'.repeat(1_000_000) }, '5')), 'mail-unreadable'],
    ['parts within parts without end', Buffer.from(nested(60)), 'mail-unreadable'],
    ['parts without end', Buffer.from(multipart('mixed', HEAD, Array(1_001).fill(''))), 'mail-unreadable'],
    ['lines without end', Buffer.from(rawMail(HEAD, '\n'.repeat(1_000_000))), 'mail-unreadable'],
    ['no mail', Buffer.from('hello'), 'mail-unreadable'],
    ['nothing', Buffer.from(''), 'mail-unreadable'],
    ['bytes', Buffer.from([0, 255, 254, 1, 10, 13]), 'mail-unreadable'],
  ])('%s', async (_what, raw, fault) => {
    expect(await readMail(raw, OURS)).toEqual({ fault });
  });

  function nested(deep: number): string {
    let body = 'Content-Type: text/plain\r\n\r\n5';
    for (let at = 0; at < deep; at++) {
      body = `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n${body}\r\n--b${at}--`;
    }
    return `From: ${HEAD.From}\r\nTo: ${HEAD.To}\r\n${body}`;
  }
});
