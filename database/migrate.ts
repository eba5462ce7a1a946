import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

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
}
