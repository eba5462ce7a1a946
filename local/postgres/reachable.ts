import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { canRun, type Owner } from './owner.ts';

/** Where the programs are copied to when the project lies in a folder that only root may enter. */
const SHARED_COPY = '/var/lib/aftercare/postgres-programs';

/**
 * The programs, from a place where their owner can run them. Postgres refuses root and then runs as another user, who
 * can't enter a project below a private folder such as a home.
 */
export async function reachablePrograms(
  binaries: PostgresBinaries,
  owner: Owner,
  sharedCopy = SHARED_COPY,
): Promise<PostgresBinaries> {
  if (owner.kind === 'this-user' || canRun(owner, binaries.postgres)) return binaries;
  const native = dirname(dirname(binaries.postgres));
  const copied = {
    postgres: join(sharedCopy, 'bin', basename(binaries.postgres)),
    initdb: join(sharedCopy, 'bin', basename(binaries.initdb)),
  };
  if (canRun(owner, copied.postgres)) return copied;
  // Copied aside and moved, because several programs may start at once.
  const aside = `${sharedCopy}.${process.pid}`;
  await mkdir(dirname(sharedCopy), { recursive: true, mode: 0o755 });
  await cp(native, aside, { recursive: true, verbatimSymlinks: true });
  await rm(sharedCopy, { recursive: true, force: true });
  await rename(aside, sharedCopy).catch(() => rm(aside, { recursive: true, force: true }));
  return copied;
}
