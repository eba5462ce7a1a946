import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError, UnavailableError } from '../../client/errors.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { cli } from './cli-harness.ts';

const RAW = 'From: chen@example.com\r\n\r\n5';
const receive = (receiveMail: Aftercare['receiveMail'], raw = RAW) =>
  cli(['mail', 'receive'], { receiveMail }, { stdin: Readable.from([Buffer.from(raw)]) });
const RECEIVED = { id: 'I-0123456789ABCDEF', state: 'taken', caseId: 'C-7K3M9P2QXA', filesNotKept: 0 } as const;

test('a mail server pipes a mail in, as it is', async () => {
  const receiveMail = vi.fn(async () => RECEIVED);
  const run = await receive(receiveMail);
  expect(run).toEqual({ code: 0, out: 'I-0123456789ABCDEF  taken  C-7K3M9P2QXA\n', err: '' });
  expect(receiveMail).toHaveBeenCalledWith('northwind', Buffer.from(RAW));
});

test('our own mail that comes back is no fault', async () => {
  const run = await receive(async () => ({ id: null, state: 'ours', caseId: null, filesNotKept: 0 }));
  expect([run.code, run.out]).toEqual([0, 'ours\n']);
});

test('what is no mail is given back for good, and told', async () => {
  const run = await receive(async () => {
    throw new RefusedError([refusal('mail-unreadable')]);
  });
  expect([run.code, run.err]).toEqual([65, expect.stringContaining('mail-unreadable')]);
});

test.each([
  ['a database that is away', new UnavailableError('The database does not answer.', null)],
  ['a fault of ours', new Error('broken')],
])('%s asks the mail server to try again', async (_what, error) => {
  const run = await receive(async () => {
    throw error;
  });
  expect(run.code).toBe(75);
});

test('so does a setting that is missing', async () => {
  const connect = async (): Promise<never> => {
    throw Object.assign(new Error('DATABASE_URL'), { name: 'ConfigError' });
  };
  expect((await cli(['mail', 'receive'], {}, { connect })).code).toBe(75);
});

test('a secret is shown alone on stdout, once', async () => {
  const newMailSecret = vi.fn(async () => 'ms_secret');
  const run = await cli(['mail', 'secret', '--overlap', '0'], { newMailSecret });
  expect(run.out).toBe('ms_secret\n');
  expect(run.err).toContain('not shown again');
  expect(newMailSecret).toHaveBeenCalledWith('northwind', 0);
  expect((await cli(['mail', 'secret', '--overlap', 'x'])).code).toBe(2);
});
