import pg from 'pg';

export type Queryable = Pick<pg.Pool, 'query'>;

export interface PoolOptions {
  /** All pools together must stay under the server's `max_connections`. */
  readonly max: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Hears of connections that broke while idle; they are replaced by themselves. */
  readonly onIdleError?: (error: Error) => void;
}

const CONNECT_WITHIN_MS = 5_000;
const STATEMENT_WITHIN_MS = 10_000;
/** Longer than the server's own limit: it only strikes when the server no longer answers at all. */
const ANSWER_WITHIN_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 15_000;
const CONNECTION_LIFE_SECONDS = 30 * 60;

/** A pool in which nothing waits for ever: not for a connection, a statement, an answer or a forgotten transaction. */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    maxLifetimeSeconds: CONNECTION_LIFE_SECONDS,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  // A client that breaks while it is checked out emits `error` too, and without a listener that ends the process.
  // Its next query rejects, so nothing is hidden.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Runs `work` in one transaction; any throw rolls back. A connection in doubt is closed, never pooled again. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let discard: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    discard = await rollBack(client, error);
    throw error;
  } finally {
    client.release(discard);
  }
}

async function rollBack(client: pg.PoolClient, cause: unknown): Promise<Error | undefined> {
  // After a time-out on our side the statement may still be running, and a rollback would only queue behind it.
  if (cause instanceof Error && cause.message === 'Query read timeout') return cause;
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
