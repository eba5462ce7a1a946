import { describe, expect, test } from 'vitest';
import { advance, elapsed, intersect, merge, nextOpen, subtract } from '../../../domain/calendar/spans.ts';
import type { Span } from '../../../domain/shared/time.ts';
import { randomFrom, randomSpans } from './random.ts';

const MORNING_AND_AFTERNOON: Span[] = [
  [9, 12],
  [13, 18],
];

function isOpen(spans: readonly Span[], atMs: number): boolean {
  return spans.some(([from, to]) => from <= atMs && atMs < to);
}

describe('elapsed', () => {
  test.each([
    { fromMs: 9, toMs: 18, open: 8 },
    { fromMs: 0, toMs: 100, open: 8 },
    { fromMs: 11, toMs: 14, open: 2 },
    { fromMs: 12, toMs: 13, open: 0 },
    { fromMs: 10, toMs: 10, open: 0 },
    { fromMs: 14, toMs: 10, open: 0 },
  ])('counts $open open from $fromMs to $toMs', ({ fromMs, toMs, open }) => {
    expect(elapsed(MORNING_AND_AFTERNOON, fromMs, toMs)).toBe(open);
  });
});

describe('advance', () => {
  test.each([
    { why: 'stays where it is when open and nothing is asked', fromMs: 10, workMs: 0, at: 10 },
    { why: 'takes less than nothing for nothing', fromMs: 10, workMs: -1, at: 10 },
    { why: 'goes to the next opening when closed and nothing is asked', fromMs: 12, workMs: 0, at: 13 },
    { why: 'ends with the span, not at the next opening', fromMs: 9, workMs: 3, at: 12 },
    { why: 'jumps over the break', fromMs: 9, workMs: 4, at: 14 },
    { why: 'waits for the first opening', fromMs: 0, workMs: 1, at: 10 },
    { why: 'reaches the very end', fromMs: 9, workMs: 8, at: 18 },
    { why: 'knows nothing beyond the window', fromMs: 9, workMs: 9, at: null },
    { why: 'finds no opening after the last one', fromMs: 18, workMs: 0, at: null },
  ])('$why', ({ fromMs, workMs, at }) => {
    expect(advance(MORNING_AND_AFTERNOON, fromMs, workMs)).toBe(at);
  });
});

describe('nextOpen', () => {
  test.each([
    { atMs: 9, open: 9 },
    { atMs: 11, open: 11 },
    { atMs: 12, open: 13 },
    { atMs: 18, open: null },
  ])('of $atMs is $open', ({ atMs, open }) => {
    expect(nextOpen(MORNING_AND_AFTERNOON, atMs)).toBe(open);
  });
});

test('an operation leaves its arguments as they were', () => {
  const frozen = Object.freeze(MORNING_AND_AFTERNOON.map((span) => Object.freeze(span)));
  intersect(frozen, frozen);
  subtract(frozen, [[10, 15]]);
  merge(frozen);
  expect(frozen).toEqual([
    [9, 12],
    [13, 18],
  ]);
});

test('merge joins what touches and drops what is empty', () => {
  expect(
    merge([
      [5, 9],
      [0, 2],
      [2, 3],
      [4, 4],
      [8, 11],
    ]),
  ).toEqual([
    [0, 3],
    [5, 11],
  ]);
});

describe('for any spans', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    const left = randomSpans(random);
    const right = randomSpans(random);
    const [a, b, c] = [random(200), random(200), random(200)].sort((x, y) => x - y) as [number, number, number];
    const workMs = random(120);

    test(`the laws hold (seed ${seed})`, () => {
      expect(elapsed(left, a, c)).toBe(elapsed(left, a, b) + elapsed(left, b, c));

      const due = advance(left, a, workMs);
      if (due === null) expect(elapsed(left, a, 1_000)).toBeLessThanOrEqual(workMs);
      else {
        expect(elapsed(left, a, due)).toBe(workMs);
        if (workMs > 0) expect(isOpen(left, due - 1)).toBe(true);
      }

      const both = intersect(left, right);
      const rest = subtract(left, right);
      const instants = Array.from({ length: 450 }, (_, at) => at);
      expect(instants.filter((at) => isOpen(both, at) !== (isOpen(left, at) && isOpen(right, at)))).toEqual([]);
      expect(instants.filter((at) => isOpen(rest, at) !== (isOpen(left, at) && !isOpen(right, at)))).toEqual([]);
      expect(merge([...both, ...rest])).toEqual(left);
    });
  }
});

test('round the clock there is no midnight minute', () => {
  const day = 1_440;
  const always: Span[] = [[0, 30 * day]];
  for (let hour = 0; hour < 48; hour++) {
    const from = day + hour * 60 - 1;
    expect(elapsed(always, from, from + day)).toBe(day);
    expect(advance(always, from, day)).toBe(from + day);
  }
});
