import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from '../programs.ts';

const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Whether process `pid` is a live Postgres on this cluster, and not some other program with a reused number. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  const answer = await outputOf('ps', ['-o', 'stat=,args=', '-p', String(pid)]);
  return answer !== undefined && !answer.trimStart().startsWith('Z') && answer.includes(cluster);
}

/**
 * Clears away `postmaster.pid` of a server that was killed. Postgres only does so itself when the
 * number in it is not in use; in a container it often is. A server that is still ending is waited for.
 *
 * @throws when another Postgres goes on serving this cluster
 */
export async function clearStaleServer(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const deadlineMs = Date.now() + WAIT_MS;
  for (;;) {
    const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0 || !(await serves(pid, cluster))) break;
    if (Date.now() > deadlineMs) {
      throw new Error(`Another Postgres (process ${pid}) is using ${cluster}. Stop it, or choose another data folder.`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await rm(pidFile, { force: true });
}
