import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('a database that is up to date may be migrated again, by several processes at once', async () => {
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  const { rows } = await database.pool.query<{ name: string }>('select name from migrations order by id');
  expect(rows.map((row) => row.name)).toEqual([
    '0001-organisations-and-policies',
    '0002-vault',
    '0003-cases-and-journal',
    '0004-messages',
    '0005-slots',
    '0006-reports',
    '0007-unit-repairs',
    '0008-consents',
    '0009-crews',
    '0010-money-receipts',
    '0011-workshop-findings',
    '0012-api-access',
    '0013-events-out',
    '0014-inbox',
    '0015-attachments',
    '0016-registers',
    '0017-mail-secrets',
    '0018-inward-events',
    '0019-sms-budget',
  ]);
});

test('every table is keyed by organisation', async () => {
  const { rows } = await database.pool.query<{ table: string }>(
    `select relname as "table" from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname = 'public' and relkind = 'r' and relname not in ('migrations', 'organisations')
       and not exists (
         select from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
         where indrelid = pg_class.oid and indisprimary and attname = 'organisation_id')`,
  );
  expect(rows).toEqual([]);
});
