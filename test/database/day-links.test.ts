import { describe, expect, test } from 'vitest';
import { dayClaimIn, dayToken, isSignedDay } from '../../database/day-links.ts';
import { claimIn, isSigned } from '../../database/links.ts';
import type { DayClaim } from '../../domain/day/claim.ts';

const KEY = { vaultKey: '0f'.repeat(32) };
const CLAIM: DayClaim = {
  organisationId: 'northwind.se',
  personId: 'tech-1',
  on: '2026-03-11',
  expiresAtMs: Date.UTC(2026, 2, 14, 16),
};
const TOKEN = dayToken(KEY, CLAIM);

test('a day’s link says whose day it is and until when, and nothing personal', () => {
  expect(TOKEN).toMatch(/^northwind\.se\.tech-1\.2026-03-11\.[0-9a-z]+\.[\w-]{13,14}$/);
  expect(dayClaimIn(TOKEN)).toEqual(CLAIM);
  expect(isSignedDay(KEY, TOKEN)).toBe(true);
});

describe('a forged link opens nothing', () => {
  test.each([
    ['of somebody else', TOKEN.replace('tech-1', 'tech-2')],
    ['of another organisation', TOKEN.replace('northwind.se', 'southwind')],
    ['of another day', TOKEN.replace('2026-03-11', '2026-03-12')],
    ['that opens longer', TOKEN.replace(/\.([0-9a-z]+)\.([\w-]+)$/, '.zzzz.$2')],
    ['with another signature', `${TOKEN.slice(0, -3)}abc`],
    ['without one', TOKEN.slice(0, TOKEN.lastIndexOf('.') + 1)],
    ['of no day', TOKEN.replace('2026-03-11', '2026-02-30')],
    ['cut off', TOKEN.slice(10)],
    ['empty', ''],
  ])('%s', (_, forged) => {
    expect(dayClaimIn(forged) !== null && isSignedDay(KEY, forged)).toBe(false);
  });

  test('under another key, or for another use', () => {
    expect(isSignedDay({ vaultKey: '10'.repeat(32) }, TOKEN)).toBe(false);
    expect(isSigned(KEY, TOKEN)).toBe(false);
    expect(claimIn(TOKEN)).toBeNull();
  });
});
