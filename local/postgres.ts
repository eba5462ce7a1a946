import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startChild } from './child-process.ts';
import { portsLikeBefore } from './free-ports.ts';
import { findPostgres } from './postgres/binaries.ts';
import { findOwner, letOwnerIn, type Owner } from './postgres/owner.ts';
import { reachablePrograms } from './postgres/reachable.ts';
import { clearStaleServer } from './postgres/stale-server.ts';
import { type Log, logToStderr } from './programs.ts';

const USER = 'aftercare';
const DATABASE = 'aftercare';
const READY_WITHIN_MS = 20_000;
const TRY_AGAIN_AFTER_MS = 30;

export type Postgres = {
  /** A connection string with the password in it, for the database `aftercare`. */
  url: string;
  pid: number;
  /** Settles when the server has ended, with a sentence that says how. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function giveTo(owner: Owner, path: string): Promise<void> {
  if (owner.kind === 'postgres-user') await chown(path, owner.uid, owner.gid);
}

const asUser = (owner: Owner) => (owner.kind === 'postgres-user' ? { uid: owner.uid, gid: owner.gid } : {});

async function makeCluster(initdb: string, home: string, owner: Owner, passwordFile: string): Promise<void> {
  const unfinished = join(home, 'cluster.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  const logFile = join(home, '..', 'postgres.log');
  const args = [`--pgdata=${unfinished}`, `--username=${USER}`, `--pwfile=${passwordFile}`];
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const child = await startChild({
    name: 'initdb',
    command: initdb,
    args: [...args, ...settings],
    logFile,
    cwd: home,
    env: { ...process.env, LC_ALL: 'C' },
    ...asUser(owner),
  });
  const how = await child.ended;
  if (how !== 'initdb ended (exit code 0)') throw new Error(`${how}. See ${logFile}.`);
  await rename(unfinished, join(home, 'cluster'));
}

async function ensureDatabase(urlFor: (database: string) => string): Promise<void> {
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: urlFor('postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
      if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw new Error('Postgres did not get ready in time.', { cause: error });
      await new Promise((wake) => setTimeout(wake, TRY_AGAIN_AFTER_MS));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function settings(port: number, durable: boolean): string[] {
  const wanted = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Runs a private Postgres on 127.0.0.1 with an empty database `aftercare`, made at first use. Its
 * data, password and (while free) port survive a restart with the same `dataDir`.
 *
 * @param options.durable `false` for tests: faster, and a power cut may lose the data
 * @throws when Postgres can't run on this machine, with the last lines of its log when it does not start
 */
export async function startPostgres(options: { dataDir: string; durable?: boolean; log?: Log }): Promise<Postgres> {
  const log = options.log ?? logToStderr;
  const dataDir = resolve(options.dataDir);
  const home = join(dataDir, 'postgres');
  const cluster = join(home, 'cluster');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const owner = await findOwner();
  const binaries = await reachablePrograms(await findPostgres(), owner);
  await giveTo(owner, home);
  await letOwnerIn(owner, dataDir, [binaries.initdb, binaries.postgres]);

  const passwordFile = join(home, 'password');
  if ((await textOf(join(cluster, 'PG_VERSION'))) === undefined) {
    log('Making a new Postgres database.');
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    await giveTo(owner, passwordFile);
    await makeCluster(binaries.initdb, home, owner, passwordFile);
  }
  await clearStaleServer(cluster);
  const portFile = join(home, 'port');
  const [port] = await portsLikeBefore(1, [Number(await textOf(portFile))].filter(Number.isInteger));
  await writeFile(portFile, String(port));

  const server = await startChild({
    name: 'Postgres',
    command: binaries.postgres,
    args: ['-D', cluster, ...settings(port!, options.durable ?? true)],
    logFile: join(dataDir, 'postgres.log'),
    cwd: home,
    env: { ...process.env, LC_ALL: 'C' },
    stopSignal: 'SIGINT',
    orphanSignal: 'SIGQUIT',
    ...asUser(owner),
  });
  const password = await readFile(passwordFile, 'utf8');
  const urlFor = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await server.orDeath(ensureDatabase(urlFor));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: urlFor(DATABASE), pid: server.pid, ended: server.ended, stop: () => server.stop() };
}
