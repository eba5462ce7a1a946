/** Counts things by what they are; two with the same values are the same thing. */
export interface Counter<Thing extends object> {
  add(thing: Thing, amount?: number): void;
  /** The most frequent first. */
  rows(): readonly (Thing & { readonly count: number })[];
  total(): number;
}

export function createCounter<Thing extends object>(): Counter<Thing> {
  const counts = new Map<string, { thing: Thing; count: number }>();
  let total = 0;
  return {
    add(thing, amount = 1) {
      const key = JSON.stringify(Object.values(thing));
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { thing, count: amount });
      else known.count += amount;
      total += amount;
    },
    rows: () => [...counts.values()].sort((a, b) => b.count - a.count).map(({ thing, count }) => ({ ...thing, count })),
    total: () => total,
  };
}
