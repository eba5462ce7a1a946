import { tmpdir } from 'node:os';
import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { unreachablePlace } from '../../client/cli/unreachable.ts';
import { UnavailableError } from '../../client/errors.ts';
import { createStore } from '../../client/store.ts';
import { BadCursor } from '../../database/cases.ts';
import { readConfig, required } from '../../workers/config.ts';
import { migrateAll } from '../../workers/migrate-command.ts';
import { cli, cliDeps } from './cli-harness.ts';

/** Nothing listens on port 1. */
const NOWHERE = 'postgres://somebody:secret@127.0.0.1:1/aftercare';
const ANSWER =
  'unavailable\n  No database answers at 127.0.0.1:1 (ECONNREFUSED), where DATABASE_URL says it is.\n  next: Is `npm start` running?\n';

describe('a database that is not there', () => {
  test('is told with its place, and never with its password', async () => {
    const pool = new pg.Pool({ connectionString: NOWHERE });
    const { code, err } = await cli(['case', 'list'], { listCases: createStore(pool).listCases });
    await pool.end();
    expect({ code, err }).toEqual({ code: 1, err: ANSWER });
  });

  test('keeps the id to send again', async () => {
    const refusedBy = Object.assign(new Error('x'), { code: 'ENOTFOUND', hostname: 'db.example' });
    const listCases = () => Promise.reject(new UnavailableError('x', 'abc', refusedBy));
    const { err } = await cli(['case', 'list'], { listCases });
    expect(err).toContain('at db.example (ENOTFOUND)');
    expect(err).toContain('--command-id abc');
  });

  test('under a name with several addresses is told once', () => {
    const fault = (address: string) => Object.assign(new Error('x'), { code: 'ECONNREFUSED', address, port: 5432 });
    expect(unreachablePlace(new AggregateError([fault('127.0.0.1'), fault('::1')]))).toBe('[::1]:5432 (ECONNREFUSED)');
    expect(unreachablePlace(new Error('x'))).toBeNull();
  });

  test('ends a migration with the same sentence and nothing else', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const said: string[] = [];
    const migrate = () => migrateAll(NOWHERE, {}, (sentence) => void said.push(sentence));
    const { code, err } = await cli(['migrate'], {}, { run: { ...cliDeps().run, migrate } });
    expect({ code, err, said }).toEqual({ code: 1, err: ANSWER, said: [] });
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  });
});

test.each(['--file', '--json'])('a folder given to %s is told as a file that cannot be read', async (flag) => {
  const { code, err } = await cli(['case', 'open', flag, tmpdir()]);
  expect(code).toBe(1);
  expect(err).toContain(`no-such-file\n  ${tmpdir()} cannot be read (EISDIR).`);
});

test('a cursor that no list gave out is a fault of the command line', async () => {
  const { listCases } = createStore(new pg.Pool({ connectionString: NOWHERE }));
  const { code, out, err } = await cli(['case', 'list', '--after', 'nonsense'], { listCases });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('usage  at --after\n  --after takes the cursor');
  await expect(listCases('x', {}, { limit: 1, after: 'nonsense' })).rejects.toThrow(BadCursor);
});

test('a missing setting asks first for what brings it', async () => {
  const connect = async () => required(readConfig({}).databaseUrl, 'DATABASE_URL') as never;
  const { code, err } = await cli(['case', 'list'], {}, { connect });
  expect(code).toBe(1);
  expect(err).toBe(
    'not-configured\n  Is `npm start` running? It brings its own database; otherwise set DATABASE_URL (Postgres of Aftercare: journal, cases, vault, message ledger).\n',
  );
  expect(() => required(null, 'SMTP_URL')).toThrow('otherwise set SMTP_URL (mail server');
});
