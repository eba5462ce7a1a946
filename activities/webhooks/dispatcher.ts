import { randomUUID } from 'node:crypto';
import type { EndpointTarget } from '../../database/event-endpoints.ts';
import { noticeNews, takeLanes } from '../../database/event-lanes.ts';
import { LANE_LEASE_MS, type TellDeps, tellLane } from './tell-lane.ts';

/** Cases that one endpoint is told of at once by one worker; a slow one takes these, and nobody else's. */
const LANES_AT_ONCE = 8;

export interface Dispatcher {
  /** Looks for news and begins to tell it; what is under way goes on by itself. Throws what the database throws. */
  round(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

/** Tells the endpoints of every organisation what happens. Any number of workers may do so at once. */
export function createDispatcher(deps: TellDeps): Dispatcher {
  const underWay = new Map<string, Set<Promise<void>>>();

  async function begin(endpoint: EndpointTarget): Promise<void> {
    const key = `${endpoint.organisationId}/${endpoint.id}`;
    const lanes = underWay.get(key) ?? new Set();
    underWay.set(key, lanes);
    const limit = LANES_AT_ONCE - lanes.size;
    if (limit <= 0 || deps.stopping()) return;
    for (const lane of await takeLanes(deps.pool, endpoint, { lease: randomUUID(), leaseMs: LANE_LEASE_MS, limit })) {
      const telling: Promise<void> = tellLane(deps, lane)
        .then(
          () => 'told' as const,
          (error: unknown) => {
            const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
            deps.log.warn(
              { organisation: endpoint.organisationId, endpoint: endpoint.id, code },
              'A turn was cut short.',
            );
            return 'cut-short' as const;
          },
        )
        .then(async (end) => {
          lanes.delete(telling);
          // The next one at once: only who has nothing to do waits for the next look.
          if (end === 'told') await begin(endpoint).catch(() => undefined);
        });
      lanes.add(telling);
    }
  }

  return {
    round: async () => {
      for (const endpoint of await noticeNews(deps.pool)) await begin(endpoint);
    },
    idle: async () => {
      for (;;) {
        const all = [...underWay.values()].flatMap((lanes) => [...lanes]);
        if (all.length === 0) return;
        await Promise.all(all);
      }
    },
  };
}
