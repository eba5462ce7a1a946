/** One piece of work of a constant-rate load. */
export type Work = (index: number, dueAtMs: number) => Promise<void>;

/**
 * Begins `ratePerSecond` pieces of work a second for `seconds`, each at its scheduled moment whether or not the ones before
 * have ended, and waits for all. Latencies are to be counted from `dueAtMs`: a system that stalls then shows all the waiting
 * it caused, not only that of the one request that met the stall.
 *
 * @param atOnceMost begins nothing above it, and throws: the rate is beyond what the system can do
 */
export async function atConstantRate(
  load: { readonly ratePerSecond: number; readonly seconds: number; readonly atOnceMost?: number },
  work: Work,
): Promise<void> {
  const { ratePerSecond, seconds, atOnceMost = 500 } = load;
  const startedAtMs = Date.now();
  const count = Math.max(1, Math.round(ratePerSecond * seconds));
  let underWay = 0;
  const all: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAtMs = startedAtMs + (index * 1_000) / ratePerSecond;
    await new Promise((due) => setTimeout(due, Math.max(0, dueAtMs - Date.now())));
    if (underWay >= atOnceMost) throw new Error(`${underWay} pieces of work are under way: the rate is too high`);
    underWay += 1;
    all.push(
      work(index, dueAtMs).finally(() => {
        underWay -= 1;
      }),
    );
  }
  await Promise.all(all);
}
