import { describe, expect, test } from 'vitest';
import { effectsOf } from '../../../domain/case/effects.ts';
import type { ConsentWord } from '../../../domain/consent/withheld.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

const ADDRESSES = { ...FACTS, email: { vaultId: 'v_email' } };
const NO_SURVEYS = { consent: 'withdrawn', channel: null, purpose: 'survey' } as const;

/** Asked a day after the report; a question to the customer on both channels, in the hours of the policy. */
const ASKING = withRules(DEVICE_MAKER, {
  notices: DEVICE_MAKER.pinned.notices.map((notice) =>
    notice.to.kind === 'customer' ? { ...notice, channels: ['sms', 'email'], hours: 'any' } : notice,
  ),
});

function asked(...words: readonly ConsentWord[]): CoreCase {
  const repair = repairAt('callback', { policy: ASKING, facts: ADDRESSES });
  for (const word of words) repair.send('RecordConsent', { ...word, noteId: null }, DESK);
  return repair.until(repair.nowMs + 3 * DAY_MS);
}

const channelsOf = (repair: CoreCase, purpose: string) =>
  repair
    .sent()
    .filter((key) => key.startsWith(`${purpose}/`))
    .map((key) => key.split('/').at(-1));

describe('a customer who wants no surveys', () => {
  test('is not asked how it was, and still told of the service', () => {
    expect(channelsOf(asked(), 'callback-asked')).toEqual(['sms', 'email']);
    const silent = asked(NO_SURVEYS);
    expect(channelsOf(silent, 'callback-asked')).toEqual([]);
    expect(silent.of('CallbackAsked')).not.toEqual([]);
    silent.send('CloseCase', { outcome: 'answered', noteId: null }, DESK);
    expect(channelsOf(silent, 'case-closed')).toEqual(['sms', 'email']);
  });

  test('on one channel is asked on the other', () => {
    expect(channelsOf(asked({ ...NO_SURVEYS, channel: 'sms' }), 'callback-asked')).toEqual(['email']);
  });

  test('may think again', () => {
    const given = asked(NO_SURVEYS, { ...NO_SURVEYS, consent: 'given' });
    expect(channelsOf(given, 'callback-asked')).toEqual(['sms', 'email']);
    expect(given.open()).not.toHaveProperty('withheld');
  });
});

test('who stops a channel hears nothing more on it, and staff are told as before', () => {
  const stopped = repairAt('hand-off', { policy: ASKING, facts: ADDRESSES, startMs: at('03-09 09:00') });
  stopped.send('RecordConsent', { consent: 'withdrawn', channel: 'sms', purpose: null, noteId: null }, DESK);
  stopped.send('HandOffCase', { leadId: null }, DESK);
  stopped.send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
  expect(channelsOf(stopped, 'case-closed')).toEqual(['email']);
  expect(stopped.sent().filter((key) => key.includes('/lead-south/sms'))).not.toEqual([]);
});

test('what is held for the morning is written off when the customer says no to it', () => {
  const policy = withRules(ASKING, {
    notices: ASKING.pinned.notices.map((notice) =>
      notice.to.kind === 'customer' ? { ...notice, hours: { calendar: 'customer-contact' } } : notice,
    ),
  });
  const repair = repairAt('hand-off', { policy, facts: ADDRESSES, startMs: at('03-09 23:00') });
  const held = repair.open().heldMessages.filter(({ intent }) => intent.recipient.kind === 'customer');
  expect(held).not.toEqual([]);
  repair.send('RecordConsent', { consent: 'withdrawn', channel: null, purpose: null, noteId: null }, DESK);
  expect(repair.of('MessageSuppressed').map(({ reason }) => reason)).toEqual(held.map(() => 'opted-out'));
  expect(repair.open().heldMessages.filter(({ intent }) => intent.recipient.kind === 'customer')).toEqual([]);
});

test('the word is noted for the addresses that it is about, at the time at which it was said', () => {
  const repair = repairAt('hand-off', { facts: ADDRESSES });
  const note = (word: ConsentWord) => {
    repair.send('RecordConsent', { ...word, noteId: null }, DESK);
    return effectsOf(repair.of('ConsentRecorded').at(-1)!, repair.open());
  };
  const common = { kind: 'note-consent', consent: 'withdrawn', atMs: repair.nowMs };
  expect(note({ consent: 'withdrawn', channel: null, purpose: 'greeting' })).toEqual([
    { ...common, purpose: 'greeting', addresses: { sms: 'v_phone', email: 'v_email' } },
  ]);
  expect(note({ consent: 'withdrawn', channel: 'email', purpose: null })).toEqual([
    { ...common, purpose: null, addresses: { email: 'v_email' } },
  ]);
});
