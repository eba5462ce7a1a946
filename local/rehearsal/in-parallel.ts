/**
 * Works on several items at a time; results come as they are there, with their item's index. The first failure is
 * thrown. However it ends, nothing works on: the others are told by the signal, and have stopped when this returns.
 */
export async function* inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<readonly [index: number, result: Result]> {
  const over = new AbortController();
  const running = new Map<number, Promise<readonly [number, Result]>>();
  try {
    for (let next = 0; next < items.length || running.size > 0; ) {
      while (running.size < width && next < items.length) {
        const index = next++;
        const one = work(items[index]!, index, over.signal).then((result) => [index, result] as const);
        // One that fails while nobody asks is told of at the next turn.
        one.catch(() => {});
        running.set(index, one);
      }
      const done = await Promise.race(running.values());
      running.delete(done[0]);
      yield done;
    }
  } finally {
    over.abort();
    await Promise.allSettled(running.values());
  }
}
