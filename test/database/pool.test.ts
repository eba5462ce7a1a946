import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, inTransaction } from '../../database/pool.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.pool.query('create table probe (n integer)');
});
afterAll(() => database.drop());

test('what is thrown inside a transaction undoes all of it, and the connection is used again', async () => {
  const failing = inTransaction(database.pool, async (db) => {
    await db.query('insert into probe values (1)');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await database.pool.query('select from probe')).rowCount).toBe(0);
  expect(database.pool.idleCount).toBe(database.pool.totalCount);
});

test('connections the server cuts, idle or in a transaction, end no process and are replaced', async () => {
  const pool = createPool(database.url, { max: 2, applicationName: 'to-be-cut' });
  const cut = () =>
    database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-cut'`);
  await pool.query('select 1');
  await cut();
  const during = inTransaction(pool, async (db) => {
    await db.query('select 1');
    await cut();
    await db.query('select 1');
  });
  await expect(during).rejects.toThrow();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test('no statement, and no wait for a connection, lasts for ever', async () => {
  const { rows } = await database.pool.query(
    `select name, setting::int as ms from pg_settings
     where name in ('statement_timeout', 'idle_in_transaction_session_timeout') order by name`,
  );
  expect(rows).toEqual([
    { name: 'idle_in_transaction_session_timeout', ms: 15_000 },
    { name: 'statement_timeout', ms: 10_000 },
  ]);
  const { options } = database.pool;
  expect(options).toMatchObject({ connectionTimeoutMillis: 5_000, query_timeout: 15_000, maxLifetimeSeconds: 1_800 });
});
