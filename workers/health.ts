import { createServer, type Server } from 'node:http';

/**
 * A worker that has not asked for work for 60 s is stuck, whatever its process says. An idle one asks again exactly when
 * the server ends its long poll of 60 s; the 5 s above that keep a healthy worker from looking red for a moment.
 */
export const POLL_WITHIN_MS = 65_000;

export interface Health {
  readonly healthy: boolean;
  readonly queues: readonly { readonly taskQueue: string; readonly lastPolledMs: number | null }[];
}

/** When this process last asked each queue for work, as the Temporal server saw it; null when the server cannot be asked. */
export type PollProbe = (taskQueue: string) => Promise<number | null>;

/**
 * Remembers the latest poll of every queue. Red when one of them is older than `POLL_WITHIN_MS`: also when the server
 * cannot be reached, because then no poll is known. A long poll that waits counts from when it began.
 */
export function createHealthMonitor(taskQueues: readonly string[], probe: PollProbe, nowMs: () => number) {
  const lastPolled = new Map<string, number>();
  return {
    async observe(): Promise<void> {
      await Promise.all(
        taskQueues.map(async (taskQueue) => {
          const polledMs = await probe(taskQueue).catch(() => null);
          if (polledMs !== null) lastPolled.set(taskQueue, Math.max(polledMs, lastPolled.get(taskQueue) ?? 0));
        }),
      );
    },
    health(): Health {
      const queues = taskQueues.map((taskQueue) => ({ taskQueue, lastPolledMs: lastPolled.get(taskQueue) ?? null }));
      const now = nowMs();
      return {
        healthy: queues.every(({ lastPolledMs }) => lastPolledMs !== null && now - lastPolledMs < POLL_WITHIN_MS),
        queues,
      };
    },
  };
}

export const HEALTH_PATH = '/healthz';

/** `GET` of the path: 200 or 503 with the state of each queue as JSON. */
export async function serveHealth(address: { host: string; port: number }, health: () => Health): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== HEALTH_PATH) return void response.writeHead(404).end();
    const state = health();
    response.writeHead(state.healthy ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(state));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address.port, address.host, resolve);
  });
  return server;
}
