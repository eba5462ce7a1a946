import { describe, expect, test } from 'vitest';
import type { ItemDefinition, LimitRow } from '../../../../domain/policy/pinned.ts';
import { HOUR_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { at, DESK, repairAt } from '../../../support/repair.ts';

const word: ItemDefinition = { is: 'promise', opens: [], blocks: [], owner: { kind: 'opener' } };
const within = (hours: number): LimitRow[] => [{ when: {}, withinMs: hours * HOUR_MS }];
const agreed: LimitRow[] = [{ when: {}, withinMs: 0, agreed: true }];

describe('a clock of an item', () => {
  const policy = withItems({ form: task() }, [
    { id: 'filling', from: 'form.opened', until: 'form.done', within: within(2) },
    { id: 'ending', from: 'form.opened', until: 'form.ended', within: within(4) },
  ]);
  const opened = () =>
    repairAt('hand-off', { policy, startMs: at('03-09 09:00') }).send('OpenItem', open('form'), DESK);
  const clocks = (repair: ReturnType<typeof opened>, id: string) =>
    repair.view().clocks.flatMap(({ clockId, status }) => (clockId === id ? [status] : []));

  test('runs from a step to a step, met at its last moment and broken after it', () => {
    const repair = opened();
    const startMs = repair.nowMs;
    expect(repair.view().items?.[0]?.next?.byMs).toBe(startMs + 2 * HOUR_MS);
    expect(clocks(advance(repair.twin().until(startMs + 2 * HOUR_MS), 'form', 'done'), 'filling')).toEqual(['met']);
    expect(clocks(advance(repair.twin().until(startMs + 2 * HOUR_MS + 1), 'form', 'done'), 'filling')).toEqual([
      'missed',
    ]);
  });

  test('stops with its own item only', () => {
    const repair = opened().send('OpenItem', open('form'), DESK);
    advance(repair, 'form-2', 'done');
    expect(clocks(repair, 'filling')).toEqual(['running', 'met']);
  });

  test('is cut off when the item ends otherwise, unless it runs to any end', () => {
    const failed = advance(opened(), 'form', 'failed');
    expect([clocks(failed, 'filling'), clocks(failed, 'ending')]).toEqual([['cancelled'], ['met']]);
    const dropped = advance(opened(), 'form', 'dropped');
    expect([clocks(dropped, 'filling'), clocks(dropped, 'ending')]).toEqual([['cancelled'], ['cancelled']]);
  });

  test('a breach stands all the same', () => {
    const late = opened();
    advance(late.until(late.nowMs + 3 * HOUR_MS), 'form', 'failed');
    expect(clocks(late, 'filling')).toEqual(['missed']);
  });
});

describe('a clock that runs to an agreed time', () => {
  const policy = withItems({ word }, [
    {
      id: 'kept-word',
      from: 'word.opened',
      until: 'word.kept',
      within: agreed,
      warnAtPercent: [50],
      warn: { kind: 'owner' },
      ladder: Object.keys(repairAt('intake').context().policy.ladders)[0]!,
    },
  ]);
  const startMs = at('03-09 20:00');
  const given = () =>
    repairAt('hand-off', { policy, startMs }).send('OpenItem', open('word', { agreedMs: at('03-10 06:00') }), DESK);
  const rounds = (repair: ReturnType<typeof given>) =>
    repair.view().clocks.filter(({ clockId }) => clockId === 'kept-word');

  test('is counted by the wall clock, whatever the calendar of the policy says', () => {
    const repair = given();
    expect(rounds(repair)).toMatchObject([{ status: 'running', dueAtMs: at('03-10 06:00'), itemId: 'word-1' }]);
    repair.until(at('03-10 06:00') - 1);
    expect(rounds(repair)).toMatchObject([{ status: 'warned' }]);
    const kept = advance(repair.twin().until(at('03-10 06:00')), 'word', 'kept');
    expect(kept.of('ClockStopped').at(-1)).toMatchObject({ clockId: 'kept-word', verdict: 'met' });
    expect(rounds(repair.until(at('03-10 06:00') + 60_000))).toMatchObject([{ status: 'breached' }]);
  });

  test('kept in time it is met; broken it climbs', () => {
    expect(rounds(advance(given().until(at('03-10 05:59')), 'word', 'kept'))).toMatchObject([{ status: 'met' }]);
    const broken = given().until(at('03-10 06:01'));
    expect(broken.of('ClockBreached').some(({ clockId }) => clockId === 'kept-word')).toBe(true);
    expect(broken.of('ClockEscalated').some(({ clockId }) => clockId === 'kept-word')).toBe(true);
  });

  test('its owner is warned', () => {
    const [warning] = given()
      .until(at('03-10 05:00'))
      .of('MessageHeld')
      .filter(({ intent }) => intent.params.clockId === 'kept-word');
    expect(warning?.intent.recipient).toEqual({ kind: 'staff', personId: 'desk-1' });
  });

  test('another time agreed begins another round; the same one, or one that is past, is refused', () => {
    const repair = given().until(at('03-10 05:00'));
    expectRefused(
      repair.try('AdvanceItem', step('word', 'moved', { agreedMs: at('03-10 04:00') }), DESK),
      'agreed-date-past',
      '/values/agreedMs',
    );
    expectRefused(
      repair.try('AdvanceItem', step('word', 'moved', { agreedMs: at('03-10 06:00') }), DESK),
      'agreed-date-same',
      '/values/agreedMs',
    );
    expectRefused(repair.try('AdvanceItem', step('word', 'moved'), DESK), 'item-value-missing', '/values/agreedMs');
    advance(repair, 'word', 'moved', { agreedMs: at('03-11 06:00') });
    expect(rounds(repair)).toMatchObject([
      { round: 1, status: 'cancelled' },
      { round: 2, status: 'running', dueAtMs: at('03-11 06:00') },
    ]);
    expect(repair.view().items?.[0]).toMatchObject({ step: 'moved', agreedMs: at('03-11 06:00') });
    expect(rounds(advance(repair.until(at('03-10 23:00')), 'word', 'kept')).at(-1)).toMatchObject({ status: 'met' });
  });

  test('a customer may agree, and not say that it was kept', () => {
    const customer = { kind: 'customer' } as const;
    const repair = repairAt('hand-off', { policy, startMs }).send(
      'OpenItem',
      open('word', { agreedMs: at('03-10 06:00') }),
      customer,
    );
    expectRefused(repair.try('AdvanceItem', step('word', 'kept'), customer), 'not-your-step', '/by');
    expect(itemsOf(repair)).toEqual(['word-1: opened']);
  });
});

test('a broken clock opens an item, once for all its rounds while it is open', () => {
  const policy = withItems(
    { form: task(), loan: task({ opens: [{ on: 'filling.breached', when: { kinds: ['repair'] } }] }) },
    [{ id: 'filling', from: 'form.opened', until: 'form.done', within: within(2) }],
  );
  const repair = repairAt('hand-off', { policy, startMs: at('03-09 09:00') }).send('OpenItem', open('form'), DESK);
  repair.send('OpenItem', open('form'), DESK).until(repair.nowMs + 2 * HOUR_MS);
  expect(itemsOf(repair)).toEqual(['form-1: opened', 'form-2: opened', 'loan-1: opened']);
  expect(repair.of('ItemOpened').at(-1)).toMatchObject({ because: 'filling.breached', by: { kind: 'engine' } });
});

test('what the end of the case drops starts no clock any more', () => {
  const policy = withItems({ form: task() }, [
    { id: 'again', from: 'form.dropped', until: 'form.opened', within: within(2) },
  ]);
  const repair = repairAt('hand-off', { policy }).send('OpenItem', open('form'), DESK);
  repair.send('CloseCase', { outcome: 'answered', noteId: null }, DESK);
  expect(repair.open().clocks.filter(({ clockId }) => clockId === 'again')).toEqual([]);
});
