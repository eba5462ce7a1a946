import { describe, expect, test } from 'vitest';
import type { ItemView } from '../../../domain/case/view.ts';
import type { InwardEvent, InwardType } from '../../../domain/inward/event.ts';
import { type Candidate, type Plan, planFor } from '../../../domain/inward/plan.ts';
import type { ItemDefinition, QuotationDefinition } from '../../../domain/policy/pinned-items.ts';
import { task } from '../../support/items.ts';

const owner = { kind: 'lead' } as const;
const QUOTATION: QuotationDefinition = {
  ...{ is: 'quotation', owner, opens: [], blocks: [], answer: 'consent' },
  ...{ payment: 'before', valid: null },
};
const DEFINITIONS: Readonly<Record<string, ItemDefinition>> = {
  handover: task({ sets: 'delivery-date' }),
  fitted: task({ sets: 'installation-date', signed: 'customer' }),
  packed: task({ sets: 'delivery-date', checklist: ['box'] }),
  quotation: QUOTATION,
  told: { ...QUOTATION, payment: 'none' },
};

const event = (type: InwardType, more: Partial<InwardEvent> = {}): InwardEvent => ({
  ...{ type, atMs: 1, on: '2026-03-09', item: null, money: null },
  ...more,
});
const pays = (amountMinor: number, currency = 'CNY') => event('payment.received', { money: { amountMinor, currency } });

const line = (id: string, is: ItemView['is'], step: string, more: Partial<ItemView> = {}): ItemView => ({
  ...{ id, name: id.replace(/-\d+$/, ''), is, step, ownerId: null, openedAtMs: 0 },
  next: { what: 'next', who: 'owner', personId: null, byMs: null },
  ...more,
});

function candidate(items: readonly ItemView[] = [], more: Partial<Candidate> = {}): Candidate {
  const known = { kind: 'repair', currency: 'CNY', itemId: null, overtaken: false } as const;
  return { caseId: 'C-1', definitions: DEFINITIONS, items, ...known, ...more };
}

/** What is done, as `case: step or day`; or why nothing. */
function done(of: InwardEvent, candidates: readonly Candidate[], opens: Candidate['kind'] | null = null): string[] {
  const planned = planFor(of, candidates, opens);
  if ('which' in planned) return planned.which.map((one) => `which ${one}`);
  return said(planned);
}

function said({ cases, opens, why }: Plan): string[] {
  const moves = cases.flatMap(({ caseId, moves: all }) =>
    all.map((move) => `${caseId} ${move.kind === 'step' ? `${move.itemId}.${move.step}` : `${move.fact} ${move.on}`}`),
  );
  return [...moves, ...(opens === null ? [] : [`opens ${opens}`]), ...(why === null ? [] : [why])];
}

describe('a parcel that is received', () => {
  const parcel = event('parcel.received');

  test.each([
    ['depot-repair', 'opened'],
    ['depot-repair', 'sent'],
    ['return', 'accepted'],
    ['return', 'collected'],
  ] as const)('is the one that a %s which is %s waits for', (is, step) => {
    expect(done(parcel, [candidate([line('bench-1', is, step)])])).toEqual(['C-1 bench-1.received']);
  });

  test('is nothing to what is here already, to what has ended, and to a lent unit', () => {
    const items = [
      line('bench-1', 'depot-repair', 'received'),
      line('bench-2', 'depot-repair', 'dropped', { next: null }),
      line('lent-1', 'loaner', 'lent'),
    ];
    expect(done(parcel, [candidate(items)])).toEqual(['nothing-waits']);
  });

  test('asks which, if two lines wait for one, unless the line is named or the courier’s number tells', () => {
    const items = [line('bench-1', 'depot-repair', 'sent'), line('bench-2', 'depot-repair', 'sent')];
    expect(done(parcel, [candidate(items)])).toEqual(['which C-1/bench-1', 'which C-1/bench-2']);
    expect(done(event('parcel.received', { item: 'bench-2' }), [candidate(items)])).toEqual(['C-1 bench-2.received']);
    expect(done(parcel, [candidate(items, { itemId: 'bench-1' })])).toEqual(['C-1 bench-1.received']);
    const elsewhere = candidate(items.slice(0, 1), { caseId: 'C-2' });
    expect(done(parcel, [candidate(items.slice(0, 1)), elsewhere])).toEqual(['which C-1/bench-1', 'which C-2/bench-1']);
  });
});

describe('an order that is delivered', () => {
  test('sets the day, by the task that is to set it if that asks for nothing else', () => {
    const all = [candidate([line('handover-1', 'task', 'opened'), line('packed-1', 'task', 'opened')])];
    expect(done(event('order.delivered'), all)).toEqual(['C-1 handover-1.done', 'C-1 delivery-date 2026-03-09']);
    expect(done(event('order.delivered'), [candidate([line('packed-1', 'task', 'opened')])])).toEqual([
      'C-1 delivery-date 2026-03-09',
    ]);
  });

  test('is told to every case that it is about', () => {
    expect(done(event('order.delivered'), [candidate(), candidate([], { caseId: 'C-2' })])).toEqual([
      'C-1 delivery-date 2026-03-09',
      'C-2 delivery-date 2026-03-09',
    ]);
  });

  test('is our parcel that arrived only where the line is known; it is no day of purchase then', () => {
    const items = [line('bench-1', 'depot-repair', 'shipped')];
    expect(done(event('order.delivered'), [candidate(items)])).toEqual(['C-1 delivery-date 2026-03-09']);
    expect(done(event('order.delivered'), [candidate(items, { itemId: 'bench-1' })])).toEqual([
      'C-1 bench-1.delivered',
    ]);
    const early = [line('bench-1', 'depot-repair', 'repaired')];
    expect(done(event('order.delivered'), [candidate(early, { itemId: 'bench-1' })])).toEqual(['nothing-waits']);
  });

  test('does not undo what a later one has said', () => {
    expect(done(event('order.delivered'), [candidate([], { overtaken: true })])).toEqual(['overtaken']);
  });
});

describe('a unit that is installed', () => {
  test('sets the day; a task that the customer signs stays with people', () => {
    expect(done(event('unit.installed'), [candidate([line('fitted-1', 'task', 'opened')])])).toEqual([
      'C-1 installation-date 2026-03-09',
    ]);
  });

  test('opens what the policy says, unless one of this kind is open', () => {
    const repair = candidate();
    expect(done(event('unit.installed'), [repair], 'care')).toEqual(['C-1 installation-date 2026-03-09', 'opens care']);
    expect(done(event('unit.installed'), [], 'care')).toEqual(['opens care']);
    expect(done(event('unit.installed'), [candidate([], { kind: 'care' })], 'care')).toEqual([
      'C-1 installation-date 2026-03-09',
    ]);
    expect(done(event('unit.installed'), [])).toEqual(['no-case']);
  });
});

describe('a payment', () => {
  const accepted = line('quotation-1', 'quotation', 'accepted', { amountMinor: 9_500 });

  test('pays the quotation it is for, and accepts one that was only sent', () => {
    expect(done(pays(9_500), [candidate([accepted])])).toEqual(['C-1 quotation-1.paid']);
    const sent = line('quotation-1', 'quotation', 'sent', { amountMinor: 9_500 });
    expect(done(pays(9_500), [candidate([sent])])).toEqual(['C-1 quotation-1.accepted', 'C-1 quotation-1.paid']);
  });

  test('of another amount or currency is for a person to look at', () => {
    expect(done(pays(9_499), [candidate([accepted])])).toEqual(['amount-differs']);
    expect(done(pays(9_500, 'SEK'), [candidate([accepted])])).toEqual(['amount-differs']);
  });

  test('counts what is left to be paid where that is less', () => {
    const billed = { ...accepted, owedMinor: 4_000 };
    expect(done(pays(4_000), [candidate([billed])])).toEqual(['C-1 quotation-1.paid']);
    expect(done(pays(9_500), [candidate([billed])])).toEqual(['amount-differs']);
  });

  test('is the difference that a return waits for, once its inspection is passed', () => {
    const inspected = { finding: 'passed', owedMinor: 1_200 } as const;
    expect(done(pays(1_200), [candidate([line('swap-1', 'return', 'inspected', inspected)])])).toEqual([
      'C-1 swap-1.difference-paid',
    ]);
    const we = { ...inspected, owedMinor: -1_200 };
    expect(done(pays(1_200), [candidate([line('swap-1', 'return', 'inspected', we)])])).toEqual(['nothing-waits']);
  });

  test('is nothing where nothing is to be paid, and asks which of two', () => {
    expect(done(pays(100), [candidate([line('told-1', 'quotation', 'accepted', { amountMinor: 100 })])])).toEqual([
      'nothing-waits',
    ]);
    const second = { ...accepted, id: 'quotation-2' };
    expect(done(pays(9_500), [candidate([accepted, second])])).toEqual([
      'which C-1/quotation-1',
      'which C-1/quotation-2',
    ]);
  });
});
