import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../domain/policy/pinned.ts';
import { withRules } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

const TO_LEAD: Notice = {
  on: 'handed-off',
  to: { kind: 'lead' },
  channels: ['sms'],
  hours: 'recipient',
  emergency: 'same',
  class: 'normal',
  when: {},
};

/** What became of a hand-off's notice: when it was sent. */
function sentAt(notice: Partial<Notice>, startMs: number, urgency: 'normal' | 'emergency' = 'normal'): number[] {
  const policy = withRules(DEVICE_MAKER, { notices: [{ ...TO_LEAD, ...notice }] });
  const repair = repairAt('assign', { policy, startMs, open: { urgency } });
  repair.until(startMs + 7 * 86_400_000);
  return repair.events.flatMap((event) =>
    event.type === 'MessagePlanned' || event.type === 'MessageReleased' ? [event.atMs] : [],
  );
}

describe('a message', () => {
  test('to staff at night waits for their morning', () => {
    expect(sentAt({}, at('03-09 23:00'))).toEqual([at('03-10 09:00')]);
  });

  test('to staff on Friday night waits for Monday, over lunch for the afternoon', () => {
    expect(sentAt({}, at('03-13 19:00'))).toEqual([at('03-16 09:00')]);
    expect(sentAt({}, at('03-10 12:30'))).toEqual([at('03-10 13:00')]);
  });

  test('within the recipient’s hours goes at once', () => {
    expect(sentAt({}, at('03-10 10:00'))).toEqual([at('03-10 10:00')]);
  });

  test('of an emergency goes at once, where the notice says so', () => {
    expect(sentAt({ emergency: 'at-once' }, at('03-09 23:00'), 'emergency')).toEqual([at('03-09 23:00')]);
    expect(sentAt({ emergency: 'same' }, at('03-09 23:00'), 'emergency')).toEqual([at('03-10 09:00')]);
    expect(sentAt({ emergency: 'at-once' }, at('03-09 23:00'), 'normal')).toEqual([at('03-10 09:00')]);
  });

  test('to the customer keeps the hours that the notice names', () => {
    const toCustomer = { to: { kind: 'customer' } } as const;
    expect(sentAt({ ...toCustomer, hours: { calendar: 'customer-contact' } }, at('03-09 22:00'))).toEqual([
      at('03-10 08:30'),
    ]);
    expect(sentAt({ ...toCustomer, hours: 'any' }, at('03-09 22:00'))).toEqual([at('03-09 22:00')]);
  });

  test('carries the hours it may go out in, for the sender to look again', () => {
    const intentHours = (hours: Notice['hours'], to: Notice['to']) => {
      const policy = withRules(DEVICE_MAKER, { notices: [{ ...TO_LEAD, hours, to }] });
      return repairAt('assign', { policy }).of('MessagePlanned')[0]?.intent.hours;
    };
    expect(intentHours('recipient', { kind: 'lead' })).toBe('office-hours');
    expect(intentHours({ calendar: 'visits' }, { kind: 'lead' })).toBe('visits');
    expect(intentHours('any', { kind: 'lead' })).toBeNull();
  });
});

describe('who is written to', () => {
  const keys = (notices: readonly Notice[], facts = FACTS) =>
    repairAt('assign', { policy: withRules(DEVICE_MAKER, { notices }), facts }).sent();

  test('a customer only where the case has an address', () => {
    const notice: Notice = { ...TO_LEAD, to: { kind: 'customer' }, channels: ['sms', 'email'], hours: 'any' };
    expect(keys([notice])).toEqual(['handed-off/round-1/customer/sms']);
    expect(keys([notice], { ...FACTS, email: { vaultId: 'v_email' } })).toHaveLength(2);
  });

  test('one person once, though several notices name the person', () => {
    expect(keys([TO_LEAD, { ...TO_LEAD, to: { kind: 'role', role: 'lead' } }])).toEqual([
      'handed-off/round-1/lead-south/sms',
    ]);
  });

  test('the lead, while there is no technician', () => {
    expect(keys([{ ...TO_LEAD, to: { kind: 'technician' } }])).toEqual(['handed-off/round-1/lead-south/sms']);
  });

  test('nobody, where the notice is for other cases', () => {
    expect(keys([{ ...TO_LEAD, when: { tiers: ['key'] } }])).toEqual([]);
  });
});

test('a closed case still sends what waits for somebody’s morning', () => {
  const repair = repairAt('classify', { startMs: at('03-09 23:00') });
  repair.send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
  expect(repair.due()).toMatchObject({ atMs: at('03-10 08:30'), fact: { type: 'MessageReleased' } });
});
