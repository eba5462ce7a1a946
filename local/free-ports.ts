import { createServer } from 'node:net';

async function listenOnLoopback(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return {
    port: address.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Finds `count` different TCP ports that are free on 127.0.0.1 now. */
export async function freePorts(count: number): Promise<number[]> {
  // All are held at once, so that the system can't hand out one of them twice.
  const held = await Promise.all(Array.from({ length: count }, () => listenOnLoopback(0)));
  await Promise.all(held.map((each) => each.close()));
  return held.map((each) => each.port);
}

/** Finds one TCP port that is free on 127.0.0.1 now. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

/** Tells whether `port` can be listened on at 127.0.0.1 now. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    const held = await listenOnLoopback(port);
    await held.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives back the ports remembered from an earlier run when all of them are still free, so that
 * addresses people noted stay right over a restart; fresh ones otherwise.
 */
export async function portsLikeBefore(count: number, remembered: readonly number[]): Promise<number[]> {
  if (remembered.length === count && new Set(remembered).size === count) {
    const free = await Promise.all(remembered.map(isPortFree));
    if (free.every(Boolean)) return [...remembered];
  }
  return freePorts(count);
}
