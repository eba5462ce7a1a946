import { expect, test } from 'vitest';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { at, DESK, LEAD, repairAt } from '../../../support/repair.ts';

const CUSTOMER = { kind: 'customer' } as const;
const policy = withItems({
  training: task({ owner: { kind: 'opener' }, checklist: ['safety', 'cleaning'], signed: 'customer' }),
  acceptance: task({ sets: 'acceptance-date' }),
});
const held = () => repairAt('hand-off', { policy });

test('a task has an owner and a next step until it ends', () => {
  const repair = held().send('OpenItem', open('training'), DESK);
  expect(repair.view().items).toEqual([
    {
      id: 'training-1',
      name: 'training',
      is: 'task',
      step: 'opened',
      ownerId: 'desk-1',
      openedAtMs: repair.nowMs,
      next: { what: 'training.done', who: 'owner', personId: 'desk-1', byMs: null },
    },
  ]);
  advance(repair, 'training', 'done', { checklist: ['cleaning', 'safety'], signedBy: 'customer' });
  expect(repair.view().items?.[0]).toMatchObject({ step: 'done', next: null });
  expectRefused(repair.try('AdvanceItem', step('training', 'dropped'), DESK), 'item-not-open', '/item');
});

test('it is done with all of its list ticked and, where the policy asks for it, signed', () => {
  const repair = held().send('OpenItem', open('training'), DESK);
  const done = (values: object) => repair.try('AdvanceItem', step('training', 'done', values), DESK);
  const unticked = done({ checklist: ['safety'], signedBy: 'customer' });
  expectRefused(unticked, 'checklist-incomplete', '/values/checklist');
  expect(unticked?.params).toEqual({ item: 'training', missing: 'cleaning' });
  expectRefused(done({ checklist: ['safety', 'dancing'] }), 'not-on-checklist', '/values/checklist/1');
  expectRefused(done({ checklist: ['safety', 'cleaning'] }), 'item-value-missing', '/values/signedBy');
  repair.send('OpenItem', open('acceptance'), DESK);
  const signed = repair.try('AdvanceItem', step('acceptance', 'done', { signedBy: 'customer' }), DESK);
  expectRefused(signed, 'item-value-unwanted', '/values/signedBy');
});

test('the day it is done becomes the fact that it sets, on the wall clock of the policy', () => {
  const repair = held().send('OpenItem', open('acceptance'), DESK).until(at('03-12 00:30'));
  advance(repair, 'acceptance', 'done');
  expect(repair.open().facts['acceptance-date']).toEqual({ value: '2026-03-12' });
  const early = held().send('OpenItem', open('acceptance'), DESK).until(at('03-12 00:30'));
  early.try('AdvanceItem', step('acceptance', 'done'), DESK, { effectiveAtMs: at('03-11 23:50') });
  expect(early.open().facts['acceptance-date']).toEqual({ value: '2026-03-11' });
});

test('several of a name are told apart by their ids, and count on', () => {
  const repair = held().send('OpenItem', open('acceptance'), DESK).send('OpenItem', open('acceptance'), LEAD);
  const which = repair.try('AdvanceItem', step('acceptance', 'done'), DESK);
  expectRefused(which, 'which-item', '/item');
  expect(which?.params.known).toBe('acceptance-1, acceptance-2');
  advance(repair, 'acceptance-1', 'done');
  advance(repair, 'acceptance', 'failed');
  repair.send('OpenItem', open('acceptance'), DESK);
  expect(itemsOf(repair)).toEqual(['acceptance-1: done', 'acceptance-2: failed', 'acceptance-3: opened']);
});

test('what no item is, what it can’t become, and who may not say so is refused', () => {
  const repair = held().send('OpenItem', open('training'), DESK);
  expectRefused(repair.try('OpenItem', open('party'), DESK), 'unknown-item', '/item');
  expectRefused(repair.try('OpenItem', open('toString'), DESK), 'unknown-item', '/item');
  expectRefused(repair.try('AdvanceItem', step('party', 'done'), DESK), 'unknown-item', '/item');
  expectRefused(repair.try('OpenItem', open('training'), CUSTOMER), 'not-your-step', '/by');
  expectRefused(
    repair.try('OpenItem', open('training', { amountMinor: 1 }), DESK),
    'item-value-unwanted',
    '/values/amountMinor',
  );
  const wrong = repair.try('AdvanceItem', step('training', 'kept'), DESK);
  expectRefused(wrong, 'wrong-step', '/step');
  expect(wrong?.params.expected).toBe('done, failed, dropped');
  expectRefused(repair.try('AdvanceItem', step('training', 'constructor'), DESK), 'wrong-step', '/step');
});

test('a step is not said to have been before the one it follows', () => {
  const repair = held();
  const openedMs = repair.nowMs + 7_200_000;
  repair
    .until(openedMs)
    .send('OpenItem', open('acceptance'), DESK)
    .until(openedMs + 3_600_000);
  const early = repair.try('AdvanceItem', step('acceptance', 'done'), DESK, { effectiveAtMs: openedMs - 1 });
  expectRefused(early, 'item-step-too-early', '/effectiveAtMs');
});

test('no more than 24 are open at once', () => {
  const repair = held();
  for (let i = 0; i < 24; i += 1) repair.send('OpenItem', open('acceptance'), DESK);
  expectRefused(repair.try('OpenItem', open('acceptance'), DESK), 'too-many-items', '/item');
  advance(repair, 'acceptance-7', 'done');
  expect(repair.try('OpenItem', open('acceptance'), DESK)).toBeNull();
});

test('of those that have ended a case carries the last of each name, and 40 in all', () => {
  const repair = held();
  repair.send('OpenItem', open('training'), DESK);
  advance(repair, 'training', 'failed');
  for (let i = 0; i < 60; i += 1) advance(repair.send('OpenItem', open('acceptance'), DESK), 'acceptance', 'failed');
  const ids = repair.open().items!.map(({ id }) => id);
  expect(ids).toHaveLength(40);
  expect(ids[0]).toBe('training-1');
  expect(ids.at(-1)).toBe('acceptance-60');
});

test('the end of the case drops what is open', () => {
  const repair = held().send('OpenItem', open('training'), DESK);
  repair.send('CloseCase', { outcome: 'answered', noteId: null }, DESK);
  expect(itemsOf(repair)).toEqual(['training-1: dropped']);
  expect(repair.of('ItemAdvanced').at(-1)).toMatchObject({ by: { kind: 'engine' }, ended: 'cleared' });
});

test('on hold items go on', () => {
  const repair = held().send('HoldCase', { reason: 'other', untilMs: null }, DESK);
  advance(repair.send('OpenItem', open('acceptance'), DESK), 'acceptance', 'done');
  expect(itemsOf(repair)).toEqual(['acceptance-1: done']);
});
