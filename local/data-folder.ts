import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFault } from './local-fault.ts';
import { isProcessAlive } from './process-alive.ts';

const LOCK = 'aftercare.lock';
/** Everything that Aftercare keeps in a data folder; `fresh` removes these and nothing else. */
const OURS = [
  'postgres',
  'postgres.log',
  'temporal',
  'mail',
  'sms',
  'worker.log',
  'api.log',
  'api-key',
  'environment.json',
];

export interface DataFolder {
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, before anything in it is started or removed. Throws `LocalFault` when another
 * process that is still alive has it; a lock that a killed process left behind is taken over.
 */
export async function takeDataFolder(dataDir: string, { fresh }: { readonly fresh: boolean }): Promise<DataFolder> {
  await mkdir(dataDir, { recursive: true });
  const lock = join(dataDir, LOCK);
  await takeLock(lock, dataDir);
  if (fresh) await Promise.all(OURS.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
  return { release: () => rm(lock, { force: true }) };
}

async function takeLock(lock: string, dataDir: string): Promise<void> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(lock, 'utf8'));
    if (isHeld(holder)) {
      throw new LocalFault(
        'already-running',
        `Aftercare already runs on ${dataDir} (process ${holder}).`,
        'Stop it there with Ctrl-C, or run on another folder with --data.',
      );
    }
    await rm(lock, { force: true });
    await takeLock(lock, dataDir);
  }
}

/** A number that is ours was another's before this process began. */
function isHeld(pid: number): boolean {
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isProcessAlive(pid);
}
