import type { Span } from '../../../domain/shared/time.ts';

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Up to eight sorted, disjoint spans that do not touch, between 0 and roughly 400. */
export function randomSpans(random: (below: number) => number): Span[] {
  const spans: Span[] = [];
  let at = random(20);
  for (let i = random(9); i > 0; i--) {
    const to = at + 1 + random(30);
    spans.push([at, to]);
    at = to + 1 + random(20);
  }
  return spans;
}
