import { expect, test } from 'vitest';
import { journalBatch } from '../../../../domain/case/journal.ts';
import type { PolicyDocument } from '../../../../domain/policy/document.ts';
import type { DepotRepairDefinition } from '../../../../domain/policy/pinned-depot.ts';
import { DAY_MS, HOUR_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { withRules } from '../../../support/policy-variants.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { DESK, repairAt } from '../../../support/repair.ts';

const CUSTOMER = { kind: 'customer' } as const;
const bench: DepotRepairDefinition = {
  is: 'depot-repair',
  opens: [],
  blocks: ['closing'],
  owner: { kind: 'lead' },
  brings: 'customer-courier',
  freight: [
    { when: { causes: ['user-damage'] }, payer: 'customer' },
    { when: { standings: ['in-warranty'] }, payer: 'company' },
  ],
  checklist: ['report', 'guide'],
};
const policy = withItems(
  {
    bench,
    fetched: { ...bench, brings: 'our-courier', freight: [] },
    counter: { ...bench, brings: 'by-hand', checklist: [] },
    works: { ...bench, brings: 'by-hand', agrees: true, checklist: [] },
    paper: task({ opens: [{ on: 'bench.diagnosed', when: { causes: ['wear'] } }], blocks: ['bench.repaired'] }),
  },
  [
    {
      id: 'workshop',
      from: 'bench.received',
      until: 'bench.repaired',
      within: [{ when: {}, withinMs: 40 * HOUR_MS }],
    },
    {
      id: 'given-back',
      from: 'works.opened',
      until: 'works.ended',
      within: [{ when: {}, withinMs: 0, agreed: true }],
    },
  ],
);
const parcel = { referenceId: 'vault-parcel' };
const enclosed = { checklist: ['report', 'guide'] };

function opened(item = 'bench', rules: PolicyDocument = policy) {
  return repairAt('hand-off', { policy: rules }).send('OpenItem', open(item), DESK);
}
function diagnosed(cause: 'wear' | 'user-damage' | 'supplier-part', rules: PolicyDocument = policy) {
  const repair = opened('bench', rules);
  advance(repair, 'bench', 'received');
  return advance(repair, 'bench', 'diagnosed', { cause });
}
const first = (repair: ReturnType<typeof opened>) => repair.view().items?.[0];

test('a unit goes the whole way with a courier both ways, and always has a next step', () => {
  const repair = opened();
  const steps: [string, Parameters<typeof advance>[3]?, Parameters<typeof advance>[4]?][] = [
    ['sent', parcel, CUSTOMER],
    ['received'],
    ['diagnosed', { cause: 'supplier-part' }],
    ['repaired'],
    ['shipped', { ...parcel, ...enclosed }],
    ['delivered', {}, CUSTOMER],
  ];
  for (const [taken, values, by] of steps) {
    expect(first(repair)?.next?.what).toBe(`bench.${taken}`);
    advance(repair, 'bench', taken, values, by);
  }
  expect(repair.open().items?.[0]).toMatchObject({ step: 'delivered', ended: 'cleared', referenceId: 'vault-parcel' });
});

test('who sends it depends on whose courier it is; by hand nothing is sent', () => {
  expect(first(opened())?.next).toMatchObject({ what: 'bench.sent', who: 'customer' });
  expect(first(opened('fetched'))?.next).toMatchObject({ what: 'fetched.sent', who: 'owner' });
  expect(first(opened('counter'))?.next).toMatchObject({ what: 'counter.received', who: 'owner' });
  expectRefused(
    opened('fetched').try('AdvanceItem', step('fetched', 'sent', parcel), CUSTOMER),
    'not-your-step',
    '/by',
  );
  expectRefused(
    opened('counter').try('AdvanceItem', step('counter', 'sent', parcel), DESK),
    'nothing-is-sent',
    '/step',
  );
  expectRefused(
    opened().try('AdvanceItem', step('bench', 'sent'), CUSTOMER),
    'item-value-missing',
    '/values/referenceId',
  );
});

test('the limit of the workshop runs from the receipt of the unit', () => {
  const repair = opened();
  advance(repair, 'bench', 'sent', parcel, CUSTOMER);
  expect(repair.view().clocks.find(({ clockId }) => clockId === 'workshop')).toBeUndefined();
  advance(repair, 'bench', 'received');
  expect(repair.view().clocks.find(({ clockId }) => clockId === 'workshop')).toMatchObject({ status: 'running' });
});

test('the cause that is found decides who pays for the work and for the carriage', () => {
  expect(first(diagnosed('supplier-part'))).toMatchObject({ cause: 'supplier-part', terms: 'free', payer: 'company' });
  expect(first(diagnosed('user-damage'))).toMatchObject({ terms: 'quote', payer: 'customer' });
  expect(diagnosed('wear').open().cause).toBe('wear');
});

test('what the policy serves nobody for goes back unrepaired', () => {
  const stern = withRules(policy, { warranty: { ...policy.pinned.warranty, causes: { 'user-damage': 'refuse' } } });
  const repair = diagnosed('user-damage', stern);
  expect(first(repair)).toMatchObject({ terms: 'refuse', next: { what: 'bench.unrepaired' } });
  expectRefused(repair.try('AdvanceItem', step('bench', 'repaired'), DESK), 'repair-refused', '/step');
  advance(repair, 'bench', 'unrepaired');
  expect(first(repair)?.next?.what).toBe('bench.shipped');
});

test('what opens on the diagnosis may keep it from being repaired', () => {
  const repair = diagnosed('wear');
  expect(itemsOf(repair)).toEqual(['bench-1: diagnosed', 'paper-1: opened']);
  expectRefused(repair.try('AdvanceItem', step('bench', 'repaired'), DESK), 'item-blocked', '/step');
  advance(repair, 'paper', 'done');
  advance(repair, 'bench', 'repaired');
  expect(itemsOf(repair)[0]).toBe('bench-1: repaired');
});

test('nothing leaves the workshop without what must lie in the parcel', () => {
  const repair = diagnosed('supplier-part');
  advance(repair, 'bench', 'repaired');
  const ship = (values: object) => repair.try('AdvanceItem', step('bench', 'shipped', { ...parcel, ...values }), DESK);
  expectRefused(ship({}), 'checklist-incomplete', '/values/checklist');
  expectRefused(ship({ checklist: ['report'] }), 'checklist-incomplete', '/values/checklist');
  expectRefused(ship({ checklist: ['report', 'gift'] }), 'not-on-checklist', '/values/checklist/1');
  expectRefused(
    repair.try('AdvanceItem', step('bench', 'handed-back'), DESK),
    'checklist-incomplete',
    '/values/checklist',
  );
  expect(ship(enclosed)).toBeNull();
});

test('it begins with the time that was agreed where the policy asks for one, and a clock runs to it', () => {
  const repair = repairAt('hand-off', { policy });
  expectRefused(repair.try('OpenItem', open('works'), DESK), 'item-value-missing', '/values/agreedMs');
  const agreedMs = repair.nowMs + 5 * DAY_MS;
  repair.send('OpenItem', open('works', { agreedMs }), DESK);
  const due = () => repair.view().clocks.filter(({ clockId }) => clockId === 'given-back');
  expect(due()).toMatchObject([{ status: 'running', dueAtMs: agreedMs }]);
  advance(repair, 'works', 'received', { agreedMs: agreedMs + DAY_MS });
  expect(due()).toMatchObject([{ status: 'cancelled' }, { status: 'running', dueAtMs: agreedMs + DAY_MS }]);
});

test('a courier’s number is kept in the vault and belongs to the case', () => {
  const repair = advance(opened(), 'bench', 'sent', parcel, CUSTOMER);
  const { vaultIds } = journalBatch({ events: repair.events, view: repair.view(), receipts: [] });
  expect(vaultIds).toContain('vault-parcel');
});

test('a part repaired in the workshop is remembered for the next case of the unit', () => {
  const { warranty } = policy.pinned;
  const periods = warranty.periods.map((period) => ({ ...period, parts: { pump: 12 } }));
  const rules = withRules(policy, { warranty: { ...warranty, periods, repairedPartMonths: 3 } });
  const unit = { unitKey: 'u1', repairs: [] };
  const repair = repairAt('hand-off', { policy: rules });
  repair.send('ProvideFacts', { facts: { part: { value: 'pump' } }, unit });
  repair.send('OpenItem', open('bench'), DESK);
  advance(repair, 'bench', 'received');
  advance(repair, 'bench', 'diagnosed', { cause: 'supplier-part' });
  expect(repair.open().unit?.repairs).toEqual([]);
  advance(repair, 'bench', 'repaired');
  expect(repair.open().unit?.repairs).toMatchObject([{ part: 'pump' }]);
});
