import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../client/canonical.ts';
import { careIdOf, caseIdOf, fingerprintOf, vaultIdOf } from '../../client/fingerprint.ts';

const KEY = '00'.repeat(32);
const meaning = {
  type: 'RateService',
  by: { kind: 'customer' },
  effectiveAtMs: null,
  body: { score: 5, note: 'tack 👍' },
} as const;

describe('canonical JSON', () => {
  test('is the same whatever the order of keys and whichever empty fields are there', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x"}]}');
    expect(canonicalJson({ b: [1, { c: 'x' }], z: null })).toBe('{"b":[1,{"c":"x"}]}');
  });

  test('keeps places in a list and half characters apart', () => {
    expect(canonicalJson([null, undefined, 1])).toBe('[null,null,1]');
    expect(canonicalJson('\ud83d')).toBe('"\\ud83d"');
  });
});

describe('a fingerprint', () => {
  test('is 32 hexadecimal digits that stay the same from release to release', () => {
    expect(fingerprintOf(KEY, meaning)).toMatchInlineSnapshot(`"93966ed5fdd5ecc7bdf3c94e1d90f03d"`);
  });

  test.each([
    ['type', { ...meaning, type: 'SignReport' }],
    ['sender', { ...meaning, by: { kind: 'staff', personId: 'a' } as const }],
    ['effective time', { ...meaning, effectiveAtMs: 1 }],
    ['text', { ...meaning, body: { score: 5, note: 'tack' } }],
  ])('changes with the %s', (_, other) => {
    expect(fingerprintOf(KEY, other)).not.toBe(fingerprintOf(KEY, meaning));
  });

  test('cannot be computed without the key', () => {
    expect(fingerprintOf('11'.repeat(32), meaning)).not.toBe(fingerprintOf(KEY, meaning));
  });
});

test('a vault id tells place, command and body apart', () => {
  const ids = [
    vaultIdOf(KEY, 'a', '/note', 'f'),
    vaultIdOf(KEY, 'b', '/note', 'f'),
    vaultIdOf(KEY, 'a', '/facts/wish', 'f'),
    vaultIdOf(KEY, 'a', '/note', 'g'),
  ];
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^v_[0-9a-f]{24}$/);
});

test('a case id is C- and ten characters that nobody mistakes for one another', () => {
  const ids = Array.from({ length: 500 }, (_, index) => caseIdOf(KEY, 'shop', `order-${index}`));
  for (const id of ids) expect(id).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(new Set(ids).size).toBe(500);
  expect(caseIdOf(KEY, 'shop', 'order-1')).toBe(ids[1]);
  expect(caseIdOf(KEY, 'mail', 'order-1')).not.toBe(ids[1]);
});

test('a unit is in care under one id, however its number is typed; without a number the reference says which', () => {
  const id = careIdOf(KEY, 'SN 00-17', 'erp', 'sale-1');
  expect(id).toMatch(/^U-[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(careIdOf(KEY, 'sn0017', 'care', 'C-1/acceptance.done-9')).toBe(id);
  expect(careIdOf(KEY, undefined, 'erp', 'sale-1')).toBe(careIdOf(KEY, undefined, 'erp', 'sale-1'));
  expect(careIdOf(KEY, undefined, 'erp', 'sale-2')).not.toBe(careIdOf(KEY, undefined, 'erp', 'sale-1'));
});
