/** Runs work in lanes: at most `limit` at a time a lane, the rest in the order they came. */
export type Lanes = <T>(lane: string, work: () => Promise<T>) => Promise<T>;

/** A case takes 10 updates in flight and refuses the rest, so the sender queues. */
export const IN_FLIGHT_A_CASE = 8;

export function createLanes(limit: number = IN_FLIGHT_A_CASE): Lanes {
  const lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async (name, work) => {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] };
    lanes.set(name, lane);
    if (lane.running < limit) lane.running += 1;
    // Whoever ends hands its place on, so the number running stays as it is.
    else await new Promise<void>((enter) => lane.waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) lanes.delete(name);
      }
    }
  };
}
