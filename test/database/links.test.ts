import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { claimIn, isSigned, linkToken } from '../../database/links.ts';
import { LINK_PURPOSES, type LinkClaim } from '../../domain/link/claim.ts';

const KEY = { vaultKey: '0f'.repeat(32) };
const CLAIM: LinkClaim = {
  organisationId: 'device-maker',
  caseId: 'C-0123456789',
  purpose: 'appointment',
  subject: '2',
  expiresAtMs: Date.UTC(2026, 4, 1, 9),
};

describe('a link', () => {
  test('is short enough for an SMS, and ends in a letter or digit', () => {
    const token = linkToken(KEY, CLAIM);
    expect(token).toMatch(/^device-maker\.C-0123456789\.a2\.[0-9a-z]{4}\.[\w-]{13}[A-Za-z0-9]$/);
    expect(token.length).toBeLessThan(52);
  });

  test.each(LINK_PURPOSES)('for %s says what it was made for', (purpose) => {
    const claim = { ...CLAIM, purpose, subject: 'repair-quote-1', organisationId: 'shop.of.mine' };
    const token = linkToken(KEY, claim);
    expect(claimIn(token)).toEqual(claim);
    expect(isSigned(KEY, token)).toBe(true);
  });

  const token = linkToken(KEY, CLAIM);
  test.each([
    ['another purpose', token.replace('.a2.', '.r2.')],
    ['another revision', token.replace('.a2.', '.a3.')],
    ['another case', token.replace('C-0123456789', 'C-0123456788')],
    ['another organisation', token.replace('device-maker', 'garment-maker')],
    ['a later hour', token.replace(/\.([0-9a-z]{4})\./, '.zzzz.')],
    ['a longer signature', `${token}A`],
    ['a shorter signature', token.slice(0, -1)],
    ['a signature in other letters', token.slice(0, -1) + (token.endsWith('A') ? 'Q' : 'A')],
    ['a zero in front of the hour', token.replace(/\.([0-9a-z]{4})\./, '.0$1.')],
  ])('that was changed to %s is not ours', (_, forged) => {
    expect(forged).not.toBe(token);
    expect(claimIn(forged) !== null && isSigned(KEY, forged)).toBe(false);
  });

  test('of another key is not ours', () => {
    expect(isSigned({ vaultKey: '10'.repeat(32) }, token)).toBe(false);
  });

  test.each([
    '',
    '.',
    'x',
    'a.b.c.d',
    'a.b.x1.aaaa.sig',
    '.b.a1.aaaa.sig',
    'a.b.a.aaaa.sig',
    'a.b.a1.-.sig',
    'a.b.a1.NaN.s',
  ])('is not what %s looks like', (text) => {
    expect(claimIn(text)).toBeNull();
    expect(isSigned(KEY, text)).toBe(false);
  });
});

test('a million guesses at the signature of a link, and at whole links, are none of ours', () => {
  const [body = ''] = /^.*\./.exec(linkToken(KEY, CLAIM)) ?? [];
  const guesses = randomBytes(10 * 1_000_000);
  let good = 0;
  for (let i = 0; i < 1_000_000; i += 1) {
    const guess = guesses.subarray(i * 10, i * 10 + 10).toString('base64url');
    if (isSigned(KEY, i % 2 === 0 ? `${body}${guess}` : `northwind.C-${guess}.a1.${guess}.${guess}`)) good += 1;
  }
  expect(good).toBe(0);
});
