import { expect, test } from 'vitest';
import type { ItemDefinition, Notice } from '../../../domain/policy/pinned.ts';
import { advance, open, withItems } from '../../support/items.ts';
import { DESK, repairAt } from '../../support/repair.ts';

const bench: ItemDefinition = {
  is: 'depot-repair',
  opens: [],
  blocks: [],
  owner: { kind: 'lead' },
  brings: 'customer-courier',
  freight: [],
  checklist: [],
};
const told = (on: Notice['on']): Notice => ({
  on,
  to: { kind: 'customer' },
  channels: ['sms'],
  hours: 'any',
  emergency: 'same',
  class: 'normal',
  when: {},
});

test('a message about a parcel carries the id of its number, no other does', () => {
  const policy = withItems({ bench }, [], [told('bench.sent'), told('bench.received')]);
  const repair = repairAt('hand-off', { policy }).send('OpenItem', open('bench'), DESK);
  advance(repair, 'bench', 'sent', { referenceId: 'vault-parcel' });
  advance(repair, 'bench', 'received');
  const intents = repair.of('MessagePlanned').map(({ intent }) => intent);
  expect(intents.find(({ purpose }) => purpose === 'bench.sent')?.parcelId).toBe('vault-parcel');
  expect(intents.find(({ purpose }) => purpose === 'bench.received')).not.toHaveProperty('parcelId');
});
