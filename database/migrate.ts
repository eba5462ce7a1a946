import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { forgetForeignTransactions } from './restored.ts';

/**
 * Brings the database to the newest schema; all missing steps or none. Two processes may start it at once: the second
 * waits and then finds nothing to do.
 */
export async function migrate(url: string, log: (sentence: string) => void = () => {}): Promise<void> {
  await runner({
    databaseUrl: url,
    dir: fileURLToPath(new URL('./migrations', import.meta.url)),
    migrationsTable: 'migrations',
    direction: 'up',
    singleTransaction: true,
    advisoryLockMode: 'wait',
    // What goes wrong is thrown as well; logged, it would be a stack trace on somebody's screen.
    logger: { debug: () => {}, info: log, warn: log, error: () => {} },
  });
  if (await settleIn(url)) log('This database comes from another server; what endpoints wait for goes on from here.');
}

async function settleIn(url: string): Promise<boolean> {
  // On a connection of its own, as long as it takes.
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const foreign = await forgetForeignTransactions(client);
    await client.query('commit');
    return foreign;
  } finally {
    await client.end();
  }
}
