import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { createPool } from '../../database/pool.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Given by the global set-up: a server tests may make databases on. */
    postgresUrl: string;
  }
}

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

/** An empty, migrated database of its own, copied from a template that is migrated once a schema. */
export async function freshDatabase(serverUrl = inject('postgresUrl')): Promise<TestDatabase> {
  const template = await migratedTemplate(serverUrl);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template}`));
  const url = databaseUrl(serverUrl, name);
  const pool = createPool(url, { max: 5, applicationName: 'test' });
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

async function migratedTemplate(serverUrl: string): Promise<string> {
  const name = `template_${await schemaHash()}`;
  await onServer(serverUrl, async (client) => {
    // Several test files may want the template at once; one makes it.
    await client.query('select pg_advisory_lock(715517)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await migrate(databaseUrl(serverUrl, draft));
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function schemaHash(): Promise<string> {
  const folder = new URL('../../database/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(new URL(file, folder)));
  return hash.digest('hex').slice(0, 12);
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
