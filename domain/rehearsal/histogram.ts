/** Counts of whole numbers: exact medians of any number of values in the room of the different ones. */
export interface Histogram {
  add(value: number): void;
  /** The value that `share` (0 to 1) of all are not above; null of none. */
  at(share: number): number | null;
}

export function createHistogram(): Histogram {
  const counts = new Map<number, number>();
  let total = 0;
  return {
    add(value) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      total += 1;
    },
    at(share) {
      let seen = 0;
      for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
        seen += count;
        if (seen >= share * total) return value;
      }
      return null;
    },
  };
}
