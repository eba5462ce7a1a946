import { expect, test } from 'vitest';
import type { Notice } from '../../../domain/policy/pinned.ts';
import { advance, open, task, withItems } from '../../support/items.ts';
import { at, DESK, repairAt } from '../../support/repair.ts';

const notice = (on: Notice['on'], to: Notice['to'], hours: Notice['hours'] = 'any'): Notice => ({
  on,
  to,
  channels: ['sms'],
  hours,
  emergency: 'same',
  class: 'normal',
  when: {},
});
const policy = withItems(
  { form: task({ owner: { kind: 'role', role: 'general-manager' } }) },
  [],
  [notice('form.opened', { kind: 'owner' }, 'recipient'), notice('form.done', { kind: 'customer' })],
);
const opened = (local: string) =>
  repairAt('hand-off', { policy, startMs: at(local) }).send('OpenItem', open('form'), DESK);

test('a step of an item is told to its owner and to the customer, once for each item', () => {
  const repair = advance(opened('03-09 10:00'), 'form', 'done');
  advance(repair.send('OpenItem', open('form'), DESK), 'form', 'done');
  const said = repair
    .of('MessagePlanned')
    .flatMap(({ intent }) => (intent.purpose.startsWith('form.') ? [intent] : []));
  expect(said.map(({ purpose, recipient }) => [purpose, recipient])).toEqual([
    ['form.opened', { kind: 'staff', personId: 'manager-1' }],
    ['form.done', { kind: 'customer' }],
    ['form.opened', { kind: 'staff', personId: 'manager-1' }],
    ['form.done', { kind: 'customer' }],
  ]);
  expect(said[0]?.params).toEqual({ item: 'form', itemId: 'form-1', step: 'opened' });
  expect(new Set(said.map(({ key }) => key)).size).toBe(4);
});

test('one that waits for its recipient’s hours is written off when the item has gone on', () => {
  const repair = opened('03-08 23:00');
  const [held] = repair.open().heldMessages.filter(({ intent }) => intent.purpose === 'form.opened');
  expect(held).toBeDefined();
  advance(repair, 'form', 'done');
  expect(repair.of('MessageSuppressed').at(-1)).toMatchObject({ key: held?.intent.key, reason: 'answered' });
});
