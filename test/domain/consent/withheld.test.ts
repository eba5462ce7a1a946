import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { purposeOf, purposeOfMessage } from '../../../domain/consent/purpose.ts';
import { type ConsentWord, isWithheld, withheldAfter } from '../../../domain/consent/withheld.ts';
import { CONSENT_PURPOSES, MESSAGE_PURPOSES } from '../../../domain/policy/consent-words.ts';
import { CHANNELS } from '../../../domain/policy/vocabulary.ts';

const word: fc.Arbitrary<ConsentWord> = fc.record({
  consent: fc.constantFrom('given', 'withdrawn'),
  channel: fc.constantFrom(null, ...CHANNELS),
  purpose: fc.constantFrom(null, ...CONSENT_PURPOSES),
});

describe('what a customer withholds', () => {
  test('by the last word that covers a message, whatever was said before', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const withheld = words.reduce(withheldAfter, []);
        expect(new Set(withheld).size).toBe(withheld.length);
        for (const channel of CHANNELS) {
          for (const purpose of MESSAGE_PURPOSES) {
            const last = words.findLast(
              (one) =>
                (one.channel ?? channel) === channel &&
                (one.purpose === null || (purpose !== 'service' && one.purpose === purpose)),
            );
            expect(isWithheld(withheld, channel, purpose)).toBe(last?.consent === 'withdrawn');
          }
        }
      }),
    );
  });

  test('is never the service, unless a channel is stopped as a whole', () => {
    const none = CONSENT_PURPOSES.reduce<ReturnType<typeof withheldAfter>>(
      (before, purpose) => withheldAfter(before, { consent: 'withdrawn', channel: null, purpose }),
      [],
    );
    expect(CHANNELS.filter((channel) => isWithheld(none, channel, 'service'))).toEqual([]);
    const stopped = withheldAfter(none, { consent: 'withdrawn', channel: 'sms', purpose: null });
    expect(CHANNELS.filter((channel) => isWithheld(stopped, channel, 'service'))).toEqual(['sms']);
  });
});

test('questions how it was are surveys, questions of the days after are care, all else is the service', () => {
  const occasions = ['callback-asked', 'callback-asked-again', 'follow-up-asked', 'case-opened'];
  expect(occasions.map((one) => purposeOf(one, {}))).toEqual(['survey', 'survey', 'care', 'service']);
  const staff = { kind: 'staff', personId: 'desk-1' } as const;
  expect(purposeOfMessage({ recipient: staff, purpose: 'callback-asked' }, {})).toBe('service');
});
