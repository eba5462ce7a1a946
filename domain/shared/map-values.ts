/** A record of the same keys. */
export function mapValues<K extends string, V, W>(
  record: Readonly<Partial<Record<K, V>>>,
  map: (value: V) => W,
): Record<K, W> {
  const entries = Object.entries(record) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)])) as Record<K, W>;
}
