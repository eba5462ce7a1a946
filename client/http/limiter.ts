/** Whether one more is allowed under a name now; else in how many seconds. */
export type Limiter = (
  name: string,
) => { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number };

/** So many names are remembered; the one that was quiet longest is forgotten first. */
const NAMES_KEPT = 10_000;

/**
 * Allows `most` at once and `most` in every `perMs` thereafter, each name for itself. Of one process: several of them
 * allow as many times more.
 */
export function createLimiter(most: number, perMs: number, nowMs: () => number): Limiter {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (name) => {
    const now = nowMs();
    const known = buckets.get(name) ?? { left: most, atMs: now };
    const left = Math.min(most, known.left + ((now - known.atMs) / perMs) * most);
    buckets.delete(name);
    buckets.set(name, { left: left >= 1 ? left - 1 : left, atMs: now });
    const oldest = buckets.size > NAMES_KEPT ? buckets.keys().next() : null;
    if (oldest !== null && !oldest.done) buckets.delete(oldest.value);
    if (left >= 1) return { allowed: true };
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(((1 - left) * perMs) / most / 1_000)) };
  };
}
