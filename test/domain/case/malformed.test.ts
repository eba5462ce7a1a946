import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { malformed } from '../../../domain/case/commands/shapes.ts';
import { COMMAND_TYPES } from '../../../domain/case/commands.ts';

const ENVELOPE = { id: 'c-1', fingerprint: 'f', by: { kind: 'customer' }, effectiveAtMs: null };
const contact = {
  ...ENVELOPE,
  type: 'RecordContact',
  direction: 'to',
  channel: 'phone',
  outcome: 'reached',
  noteId: null,
};

describe('what is sent as a command', () => {
  test('is one when every value has its kind; what is not known yet may be there', () => {
    expect(malformed('RecordContact', contact)).toBeNull();
    expect(malformed('RecordContact', { ...contact, later: 1 })).toBeNull();
    expect(
      malformed('ProvideFacts', { ...ENVELOPE, type: 'ProvideFacts', facts: { phone: { vaultId: 'v' } } }),
    ).toBeNull();
  });

  test.each([
    [{ ...contact, channel: 'pigeon' }, '/channel'],
    [{ ...contact, noteId: 5 }, '/noteId'],
    [{ ...contact, noteId: undefined }, '/noteId'],
    [{ ...contact, by: { kind: 'staff' } }, '/by'],
    [{ ...contact, effectiveAtMs: 1.5 }, '/effectiveAtMs'],
    [{ ...contact, effectiveAtMs: Number.NaN }, '/effectiveAtMs'],
    [{ ...contact, type: 'CloseCase' }, '/type'],
    [{ ...contact, id: 'x'.repeat(2_000) }, '/id'],
    [null, ''],
    ['RecordContact', ''],
    [[contact], ''],
  ])('is refused with its place', (sent, place) => {
    expect(malformed('RecordContact', sent)).toMatchObject({ code: 'malformed-command', place });
  });

  test('facts have names that there are, and a value or a place in the vault', () => {
    const facts = (given: unknown) =>
      malformed('ProvideFacts', { ...ENVELOPE, type: 'ProvideFacts', facts: given })?.place;
    expect(facts({ phone: '+86' })).toBe('/facts/phone');
    expect(facts({ shoe: { value: '42' } })).toBe('/facts/shoe');
    expect(facts({ region: { value: 5 } })).toBe('/facts/region');
  });

  test('is never taken for one when it is nonsense', () => {
    const nonsense = fc.oneof(fc.jsonValue(), fc.anything());
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_TYPES), nonsense, (type, sent) => {
        expect(malformed(type, sent)?.code).toBe('malformed-command');
      }),
      { numRuns: 500 },
    );
  });
});
