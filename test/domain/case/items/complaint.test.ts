import { expect, test } from 'vitest';
import type { ItemDefinition } from '../../../../domain/policy/pinned.ts';
import { HOUR_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { DESK, repairAt } from '../../../support/repair.ts';

const CUSTOMER = { kind: 'customer' } as const;
const complaint: ItemDefinition = {
  is: 'complaint',
  opens: [],
  blocks: ['closing'],
  topics: { quality: { kind: 'lead' }, manners: { kind: 'role', role: 'general-manager' } },
  refer: true,
};
const policy = withItems(
  {
    complaint,
    stern: { ...complaint, refer: false, blocks: [] },
    'call-head': task({ opens: [{ on: 'complaint.opened', when: {} }] }),
  },
  [
    {
      id: 'answer',
      from: 'complaint.opened',
      until: 'complaint.answered',
      within: [{ when: {}, withinMs: 8 * HOUR_MS }],
    },
  ],
);
const complained = (topic = 'manners') =>
  repairAt('hand-off', { policy }).send('OpenItem', open('complaint', { topic }), CUSTOMER);

test('its topic decides whom it is left to', () => {
  expect(complained('quality').view().items?.[0]?.ownerId).toBe('lead-south');
  expect(complained('manners').view().items?.[0]?.ownerId).toBe('manager-1');
  const unknown = repairAt('hand-off', { policy }).try('OpenItem', open('complaint', { topic: 'weather' }), CUSTOMER);
  expectRefused(unknown, 'unknown-topic', '/values/topic');
  const silent = repairAt('hand-off', { policy }).try('OpenItem', open('complaint'), CUSTOMER);
  expectRefused(silent, 'item-value-missing', '/values/topic');
});

test('it opens by itself about what its row says, and goes to whom that is left to', () => {
  const opens = [
    { on: 'handed-off' as const, when: { tiers: ['key' as const] }, topic: 'manners' },
    { on: 'handed-off' as const, when: {}, topic: 'quality' },
  ];
  const repair = repairAt('assign', { policy: withItems({ complaint: { ...complaint, opens } }) });
  expect(repair.open().items).toMatchObject([{ step: 'opened', topic: 'quality', ownerId: 'lead-south' }]);
});

test('what is to be done at once opens in the same moment', () => {
  const repair = complained();
  expect(itemsOf(repair)).toEqual(['complaint-1: opened', 'call-head-1: opened']);
  expect(repair.open().items?.map(({ openedAtMs }) => openedAtMs)).toEqual([repair.nowMs, repair.nowMs]);
});

test('it is taken up and answered by staff, and the customer says whether it is settled', () => {
  const repair = complained();
  const next = () => repair.view().items?.[0]?.next;
  expect(next()).toMatchObject({ what: 'complaint.taken-up', personId: 'manager-1' });
  expectRefused(repair.try('AdvanceItem', step('complaint', 'answered'), DESK), 'wrong-step', '/step');
  expectRefused(repair.try('AdvanceItem', step('complaint', 'taken-up'), CUSTOMER), 'not-your-step', '/by');
  advance(repair, 'complaint', 'taken-up');
  expect(next()).toMatchObject({ what: 'complaint.answered', byMs: expect.any(Number) });
  advance(repair, 'complaint', 'answered');
  expect(next()).toEqual({ what: 'complaint.settled', who: 'customer', personId: null, byMs: null });
  expectRefused(repair.try('CloseCase', { outcome: 'answered', noteId: null }, DESK), 'gate-closed');
  advance(repair, 'complaint', 'settled', {}, CUSTOMER);
  expect(repair.try('CloseCase', { outcome: 'answered', noteId: null }, DESK)).toBeNull();
});

test('unsettled it is taken up again, or referred where the policy says so', () => {
  const unsettled = (item: string) => {
    const repair = repairAt('hand-off', { policy }).send('OpenItem', open(item, { topic: 'quality' }), CUSTOMER);
    for (const taken of ['taken-up', 'answered', 'unsettled']) advance(repair, item, taken);
    return repair;
  };
  expect(unsettled('complaint').view().items?.[0]?.next).toMatchObject({ what: 'complaint.taken-up' });
  expect(itemsOf(advance(unsettled('complaint'), 'complaint', 'taken-up'))[0]).toBe('complaint-1: taken-up');
  const referred = advance(unsettled('complaint'), 'complaint', 'referred');
  expect(referred.open().items?.[0]).toMatchObject({ step: 'referred', ended: 'cleared' });
  expectRefused(unsettled('stern').try('AdvanceItem', step('stern', 'referred'), DESK), 'not-referred', '/step');
});
