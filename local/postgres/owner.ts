import { spawnSync } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { outputOf } from '../programs.ts';

/** Who Postgres runs as: this user, or, as it refuses root, the system user `postgres`. */
export type Owner = { kind: 'this-user' } | { kind: 'postgres-user'; uid: number; gid: number };

async function postgresUser(): Promise<{ uid: number; gid: number } | undefined> {
  const [uid, gid] = await Promise.all([outputOf('id', ['-u', 'postgres']), outputOf('id', ['-g', 'postgres'])]);
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Finds the user Postgres can run as; as root, makes the user `postgres` when there is none. */
export async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return { kind: 'this-user' };
  let user = await postgresUser();
  if (user === undefined) {
    spawnSync('groupadd', ['postgres']);
    spawnSync('useradd', ['-g', 'postgres', 'postgres']);
    user = await postgresUser();
  }
  if (user === undefined) {
    throw new Error(
      'Postgres refuses to run as root, and the user "postgres" could not be made. Run as another user, ' +
        'or start with a database of your own (DATABASE_URL).',
    );
  }
  return { kind: 'postgres-user', ...user };
}

/**
 * Lets the owner pass through `dataDir` (which temporary folders forbid) and checks that it can
 * reach everything it needs.
 *
 * @throws naming the path it can't reach, such as one below a private home folder
 */
export async function letOwnerIn(owner: Owner, dataDir: string, programs: readonly string[]): Promise<void> {
  if (owner.kind === 'this-user') return;
  const { mode } = await stat(dataDir);
  await chmod(dataDir, (mode & 0o777) | 0o011);
  for (const path of [dataDir, ...programs]) {
    if (!canRun(owner, path)) {
      throw new Error(
        `Postgres refuses to run as root, and the user "postgres" it runs as instead can't reach ${path}. ` +
          'Move it out of a private folder, or run as another user.',
      );
    }
  }
}

/** True when the owner can run a program, or enter a folder. */
export function canRun(owner: Extract<Owner, { kind: 'postgres-user' }>, path: string): boolean {
  const { uid, gid } = owner;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { uid, gid, cwd: '/' }).status === 0;
}
