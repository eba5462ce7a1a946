import { expect, test } from 'vitest';
import { isSoonRead } from '../../../client/inbound/mail-bounds.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const PHOTO = `${'/9j+'.repeat(19)}\r\n`;

test.each([
  ['a photo of 20 MB', PHOTO.repeat(260_000)],
  ['a photo in short lines', `${'/9j+'.repeat(15)}\n`.repeat(50_000)],
  ['a long letter', 'Hello, and so on.\r\n'.repeat(19_000)],
  ['one endless line', 'x'.repeat(5_000_000)],
  ['nothing', ''],
])('%s is soon read', (_what, mail) => {
  expect(isSoonRead(bytes(mail))).toBe(true);
});

test.each([
  ['lines of words', 'Hello, and so on, until nobody can read it any more, for it is long.\r\n'.repeat(20_001)],
  ['empty lines', '\n'.repeat(20_001)],
  ['lines that are too short for a file', `${'A'.repeat(56)}\n`.repeat(20_001)],
  ['parts', '--b\r\n\r\n'.repeat(1_001)],
])('too many %s are not', (_what, mail) => {
  expect(isSoonRead(bytes(mail))).toBe(false);
});
