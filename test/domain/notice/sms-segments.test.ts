import { expect, test } from 'vitest';
import { smsSegments } from '../../../domain/notice/sms-segments.ts';

test.each([
  ['nothing', '', 1],
  ['160 of the GSM alphabet', 'a'.repeat(160), 1],
  ['161 of it', 'a'.repeat(161), 2],
  ['306 of it', 'a'.repeat(306), 2],
  ['307 of it', 'a'.repeat(307), 3],
  ['Swedish letters', 'åäöÅÄÖé'.repeat(22), 1],
  ['80 that take two places', '€'.repeat(80), 1],
  ['81 that take two places', '€'.repeat(81), 2],
  ['153 places that end in one of two', `${'a'.repeat(152)}€${'a'.repeat(20)}`, 2],
  ['70 Chinese characters', '很'.repeat(70), 1],
  ['71 of them', '很'.repeat(71), 2],
  ['134 of them', '很'.repeat(134), 2],
  ['135 of them', '很'.repeat(135), 3],
  ['one emoji among GSM', `${'a'.repeat(68)}👍`, 1],
  ['one more', `${'a'.repeat(69)}👍`, 2],
  ['an emoji is never cut through', `${'很'.repeat(66)}👍${'很'.repeat(10)}`, 2],
  ['combining marks', 'e\u0301'.repeat(35), 1],
])('%s', (_what, text, segments) => {
  expect(smsSegments(text)).toBe(segments);
});
