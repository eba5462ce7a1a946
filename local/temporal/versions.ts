/** The server the tests and the benchmark were made with; `docker-compose.yml` pins the same one. */
export const TEMPORAL_SERVER_VERSION = '1.32.1';
export const TEMPORAL_UI_VERSION = '2.54.1';

/** The first server that can skip time in a single workflow. */
export const OLDEST_USABLE_SERVER = '1.32.0';

/** Compares dotted versions number by number: negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Reads the server's version out of `temporal --version`; undefined when it does not say. */
export function serverVersionOfCli(versionOutput: string): string | undefined {
  return /\bServer (\d+\.\d+\.\d+)/.exec(versionOutput)?.[1];
}
