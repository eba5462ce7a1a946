import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMail } from '../../../client/inbound/read-mail.ts';
import { fileBytes } from '../../support/files.ts';
import { bounceOf, multipart, part, rawMail } from '../../support/mails.ts';

const HEAD = { From: 'Chen <chen@example.com>', To: 'service@qingli.example.com', 'Message-ID': '<a@b.c>' };
const MAILS = [
  rawMail({ ...HEAD, Subject: '=?utf-8?B?5L2g5aW9?=', References: '<a@b.c> <d@e.f>' }, '5\r\n\r\n> 1 to 5?'),
  multipart('mixed', HEAD, [part('text/html', '<p>5</p>'), part('image/jpeg', fileBytes('image/jpeg'), 'a.jpg')]),
  bounceOf('ours@qingli.example.com', 'tag@qingli.example.com', HEAD.To),
].map((raw) => Buffer.from(raw));

const mutation = fc.record({
  at: fc.nat(),
  cut: fc.nat({ max: 40 }),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .constantFrom('\r\n\r\n', '--=_b', '"', '<', '(', '=?utf-8?Q?', '\0', ';boundary=', ':')
      .map((text) => Buffer.from(text)),
  ),
});
const broken = fc
  .tuple(fc.constantFrom(...MAILS), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([mail, mutations]) =>
    mutations.reduce((raw, { at, cut, put }) => {
      const place = at % (raw.length + 1);
      return Buffer.concat([raw.subarray(0, place), put, raw.subarray(place + cut)]);
    }, mail),
  );

test('a mail that was damaged on the way is read as something or refused, always the same, and never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(broken, async (raw) => {
      const read = await readMail(raw, ['service@qingli.example.com']);
      expect(await readMail(raw, ['service@qingli.example.com'])).toEqual(read);
      if ('fault' in read) return;
      expect(read.messageId).toMatch(/^[^<>\s]+@[^<>\s]+$/);
      expect(read.from).toBe(read.from.trim().toLowerCase());
    }),
    { numRuns: 400 },
  );
});
