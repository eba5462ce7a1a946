import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, elapsed, intersect, merge, nextOpen, subtract } from '../../../domain/calendar/spans.ts';
import type { Span } from '../../../domain/shared/time.ts';
import { holds } from '../../support/properties.ts';

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

/** Any stretches within 0 to 100, in any order, some empty, some overlapping, some touching. */
const stretches = fc.array(
  fc.tuple(fc.nat(100), fc.nat(15)).map(([from, length]): Span => [from, from + length]),
  { maxLength: 10 },
);
const canonical = stretches.map(merge);
const instant = fc.integer({ min: -10, max: 130 });
const INSTANTS = Array.from({ length: 141 }, (_, i) => i - 10);

/** The instants that are open. */
const opened = (spans: readonly Span[]) => INSTANTS.filter((at) => isOpen(spans, at));

describe('for any spans', () => {
  test('merge keeps what is open, and leaves nothing empty, overlapping or touching', () => {
    const property = fc.property(stretches, (any) => {
      const merged = merge(any);
      expect(opened(merged)).toEqual(opened(any));
      let last = Number.NEGATIVE_INFINITY;
      for (const [from, to] of merged) {
        expect(from).toBeGreaterThan(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(merge(merged)).toEqual(merged);
    });
    holds(property, 500);
  });

  test('intersect and subtract part what is open in two', () => {
    const property = fc.property(canonical, canonical, (left, right) => {
      const both = intersect(left, right);
      const rest = subtract(left, right);
      expect(opened(both)).toEqual(opened(left).filter((at) => isOpen(right, at)));
      expect(opened(rest)).toEqual(opened(left).filter((at) => !isOpen(right, at)));
      expect(intersect(right, left)).toEqual(both);
      expect(merge([...both, ...rest])).toEqual(left);
    });
    holds(property, 500);
  });

  test('elapsed counts open instants, and adds up', () => {
    const property = fc.property(canonical, instant, instant, instant, (spans, x, y, z) => {
      const [a, b, c] = [x, y, z].sort((l, r) => l - r) as [number, number, number];
      expect(elapsed(spans, a, c)).toBe(opened(spans).filter((at) => a <= at && at < c).length);
      expect(elapsed(spans, a, b) + elapsed(spans, b, c)).toBe(elapsed(spans, a, c));
      expect(elapsed(spans, c, a)).toBe(0);
    });
    holds(property, 500);
  });

  test('advance finds the first instant by which the work is done, or none when it is never done', () => {
    const property = fc.property(canonical, instant, fc.integer({ min: 1, max: 60 }), (spans, from, work) => {
      const first = INSTANTS.find((at) => at >= from && elapsed(spans, from, at) === work) ?? null;
      expect(advance(spans, from, work)).toBe(first);
    });
    holds(property, 500);
  });

  test('advance takes back what elapsed counted, up to an instant at which something is open', () => {
    const property = fc.property(canonical, instant, instant, (spans, x, y) => {
      const [a, b] = [Math.min(x, y), Math.max(x, y)];
      const work = elapsed(spans, a, b);
      if (isOpen(spans, b - 1) && work > 0) expect(advance(spans, a, work)).toBe(b);
      if (isOpen(spans, b)) expect(nextOpen(spans, advance(spans, a, work)!)).toBe(b);
    });
    holds(property, 500);
  });

  test('later work is done later, and work begun later is not done sooner', () => {
    const property = fc.property(canonical, instant, instant, fc.nat(60), fc.nat(60), (spans, x, y, more, less) => {
      const never = Number.POSITIVE_INFINITY;
      const [early, late] = [Math.min(x, y), Math.max(x, y)];
      const [little, much] = [Math.min(more, less), Math.max(more, less)];
      const done = (from: number, work: number) => advance(spans, from, work) ?? never;
      expect(done(early, much)).toBeGreaterThanOrEqual(little === 0 ? early : done(early, little));
      expect(done(late, much)).toBeGreaterThanOrEqual(done(early, much));
    });
    holds(property, 500);
  });

  test('nextOpen is the first open instant', () => {
    const property = fc.property(canonical, instant, (spans, from) => {
      expect(nextOpen(spans, from)).toBe(opened(spans).find((at) => at >= from) ?? null);
    });
    holds(property, 500);
  });
});
