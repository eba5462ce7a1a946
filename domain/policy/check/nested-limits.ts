import type { Finding } from '../fault.ts';
import { filterOf } from '../filter-of.ts';
import { matches, type Traits } from '../match.ts';
import type { PolicySource } from '../schema.ts';
import { writeDuration } from '../units.ts';
import { MILESTONES, type Milestone } from '../vocabulary.ts';
import { alwaysOpen, type Counting, countAlike } from './like-calendars.ts';
import { leastWaits, type Stretch } from './own-time.ts';
import { isMain, type MainClock, plansOf, starts } from './reach.ts';
import { traitsOf } from './traits.ts';

/**
 * A limit leaves time for all that lies inside it: for the limits of other clocks, so that nobody breaks it who keeps
 * theirs, and for the time that the engine itself waits. Only times that are counted alike are compared.
 */
export function checkNestedLimits(source: PolicySource): Finding[] {
  const open = alwaysOpen(source);
  const clocks = Object.entries(source.clocks).flatMap(([id, clock]): Measured[] =>
    isMain(clock) ? [{ id, clock, stretchFor: meter(id, clock) }] : [],
  );
  return clocks.flatMap(({ id, clock, stretchFor }) => {
    const others = clocks.filter((other) => isPartOf(other.clock, clock));
    const found = new Map<number, Finding>();
    for (const plan of plansOf(source).filter((one) => starts(source, clock, one))) {
      const waits = leastWaits(source, plan).filter((wait) => liesOn(wait, clock));
      if (others.length + waits.length === 0) continue;
      for (const traits of Object.keys(source.products).flatMap((product) => traitsOf([plan.kind], product))) {
        const outer = stretchFor(traits);
        if (outer === null || found.has(outer.row)) continue;
        const limits = others.flatMap((other) => other.stretchFor(traits) ?? []);
        const parts = longestChain([...waits, ...limits].filter((one) => takesAsLong(open, one, outer)));
        const ms = sum(parts);
        if (ms <= outer.ms) continue;
        const named = parts.map((part) => `${part.what} ${writeDuration(part.ms)}`).join(' and ');
        const message = `${writeDuration(outer.ms)} is too short for a ${traits.kind} case: inside it lies ${named}, together ${writeDuration(ms)}; allow more, or shorten what is inside`;
        found.set(outer.row, { code: 'limit-too-short', message, path: ['clocks', id, 'limits', outer.row, 'within'] });
      }
    }
    return [...found.values()];
  });
}

interface Measured {
  readonly id: string;
  readonly clock: MainClock;
  /** The limit of such a case; null where it has no such clock. */
  readonly stretchFor: (traits: Traits) => (Stretch & { readonly row: number }) | null;
}

function meter(what: string, { from, until, calendar, limits }: MainClock): Measured['stretchFor'] {
  const filters = limits.map(({ when }) => filterOf(when));
  return (traits) => {
    const row = filters.findIndex((filter) => matches(filter, traits));
    const limit = limits[row];
    return limit === undefined
      ? null
      : { what, from, until, counting: limit.calendar ?? calendar, ms: limit.within, row };
  };
}

type Way = Pick<Stretch, 'from' | 'until'>;

/** A clock over the very same way is another promise, no part of this one. */
function isPartOf(inner: Way, outer: Way): boolean {
  return liesOn(inner, outer) && (inner.from !== outer.from || inner.until !== outer.until);
}

/** On the main way of a case, which a reopened one leaves; customers are spoken to beside it. */
function liesOn(inner: Way, outer: Way): boolean {
  const [from, until] = [place(inner.from), place(inner.until)];
  const isMainWay = [inner.from, inner.until].every((end) => end !== 'reopened' && end !== 'responded');
  return isMainWay && place(outer.from) <= from && from < until && until <= place(outer.until);
}

/** Counted so that `inner` takes as long by the clock of `outer`, or longer. */
function takesAsLong(open: ReadonlySet<Counting>, inner: Stretch, outer: Stretch): boolean {
  return countAlike(open, inner.counting, outer.counting) || open.has(outer.counting);
}

/** Those that follow one another and take the most time together. */
function longestChain(stretches: readonly Stretch[]): readonly Stretch[] {
  const best: (readonly Stretch[])[] = [[]];
  MILESTONES.forEach((until, i) => {
    const ending = stretches.filter((one) => one.until === until);
    best[i + 1] = [best[i] ?? [], ...ending.map((one) => [...(best[place(one.from) + 1] ?? []), one])].reduce(
      (longest, chain) => (sum(chain) > sum(longest) ? chain : longest),
    );
  });
  return best.at(-1) ?? [];
}

function sum(stretches: readonly Stretch[]): number {
  return stretches.reduce((ms, stretch) => ms + stretch.ms, 0);
}

function place(milestone: Milestone): number {
  return MILESTONES.indexOf(milestone);
}
