/** The first place where two plain values differ, and how; null when they are the same. Quick, for states are large. */
export function differenceOf(found: unknown, expected: unknown, place = 'it'): string | null {
  if (found === expected) return null;
  if (typeof found !== 'object' || typeof expected !== 'object' || found === null || expected === null) {
    return `${place} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
  }
  const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
  for (const key of keys) {
    const [one, other] = [found, expected].map((value) => (value as Record<string, unknown>)[key]);
    const difference = differenceOf(one, other, `${place}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}
