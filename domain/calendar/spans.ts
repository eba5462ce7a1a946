import type { Span } from '../shared/time.ts';

/**
 * Arithmetic on working time. Every list is sorted, disjoint and half-open (`[fromMs, toMs)`, integers) and is never
 * changed; whatever lies outside the list is closed.
 */
type Spans = readonly Span[];

/** What is open in both lists. */
export function intersect(left: Spans, right: Spans): Span[] {
  const both: Span[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    const [leftFrom, leftTo] = left[l]!;
    const [rightFrom, rightTo] = right[r]!;
    const from = Math.max(leftFrom, rightFrom);
    const to = Math.min(leftTo, rightTo);
    if (from < to) both.push([from, to]);
    if (leftTo < rightTo) l++;
    else r++;
  }
  return both;
}

/** What is open in `spans` and not in `cuts`. */
export function subtract(spans: Spans, cuts: Spans): Spans {
  // Most clocks are never paused, and a year is some five hundred spans.
  if (cuts.length === 0) return spans;
  const rest: Span[] = [];
  let c = 0;
  for (const [fromMs, toMs] of spans) {
    let from = fromMs;
    while (c < cuts.length && cuts[c]![1] <= from) c++;
    // A cut may reach into the next span, so the shared index stays where it is.
    for (let i = c; i < cuts.length && cuts[i]![0] < toMs; i++) {
      const [cutFrom, cutTo] = cuts[i]!;
      if (from < cutFrom) rest.push([from, cutFrom]);
      from = Math.max(from, cutTo);
    }
    if (from < toMs) rest.push([from, toMs]);
  }
  return rest;
}

/** Makes a list canonical: sorted, without empty spans, overlapping and touching ones joined. */
export function merge(spans: Spans): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from >= to) continue;
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}

/** Open milliseconds between two instants; 0 when `toMs` is not later than `fromMs`. */
export function elapsed(spans: Spans, fromMs: number, toMs: number): number {
  let sumMs = 0;
  for (let i = firstEndingAfter(spans, fromMs); i < spans.length && spans[i]![0] < toMs; i++) {
    sumMs += Math.max(0, Math.min(spans[i]![1], toMs) - Math.max(spans[i]![0], fromMs));
  }
  return sumMs;
}

/**
 * The instant at which `workMs` open milliseconds have passed since `fromMs`; null when the list ends before that.
 * Work that ends exactly with a span ends there, not at the next opening; no work at all from a closed instant is the
 * next opening.
 */
export function advance(spans: Spans, fromMs: number, workMs: number): number | null {
  if (workMs <= 0) return nextOpen(spans, fromMs);
  let leftMs = workMs;
  for (let i = firstEndingAfter(spans, fromMs); i < spans.length; i++) {
    const start = Math.max(spans[i]![0], fromMs);
    const lengthMs = spans[i]![1] - start;
    if (leftMs <= lengthMs) return start + leftMs;
    leftMs -= lengthMs;
  }
  return null;
}

/** `atMs` itself when open, otherwise the next opening; null when nothing opens any more. */
export function nextOpen(spans: Spans, atMs: number): number | null {
  const span = spans[firstEndingAfter(spans, atMs)];
  return span ? Math.max(span[0], atMs) : null;
}

/** Index of the first span that ends after `atMs`, by bisection: a year of split days is some five hundred spans. */
function firstEndingAfter(spans: Spans, atMs: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]![1] > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
