import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { refused } from '../../client/errors.ts';
import type { InboxEntry, InboxFilter } from '../../database/inbox.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const ENTRY: InboxEntry = {
  id: 'I-3FSYT6DGBVME6DVK',
  channel: 'sms',
  addressHash: 'hash',
  textId: 'v_1',
  addressId: 'v_2',
  receivedAtMs: NOW_MS,
  writtenBy: 'person',
  state: 'taken',
  caseId: 'C-7K3M9P2QXA',
  about: null,
  meaning: 'text',
  waitsBecause: 'text',
  code: null,
  answer: 'noted',
  attempts: 1,
  settledAtMs: NOW_MS,
  settledBy: null,
};

const policy: Aftercare['policy'] = async () => {
  throw refused(refusal('unknown-policy'));
};

test('replies that wait for a person are listed, and the next step is said', async () => {
  const asked: InboxFilter[] = [];
  const inbox: Aftercare['inbox'] = async (_organisation, filter) => {
    asked.push(filter);
    return [ENTRY];
  };
  const run = await cli(['inbox', 'list'], { inbox, policy });
  expect(run.out).toContain('in their own words');
  expect(run.err).toContain('inbox show I-3FSYT6DGBVME6DVK');
  await cli(['inbox', 'list', '--all', '--case', 'c-7k3m9p2qxa'], { inbox, policy });
  expect(asked).toEqual([
    { limit: 100, waiting: true },
    { limit: 100, waiting: false, caseId: 'C-7K3M9P2QXA' },
  ]);
  expect((await cli(['inbox', 'list'], { inbox: async () => [], policy })).out).toBe('No reply waits for a person.\n');
});

test('a reply is shown with its words, which cannot move the cursor', async () => {
  const text = { kind: 'text', content: 'it flickers\u001b[2J again' } as const;
  const from = { kind: 'text', content: '+8613900000201' } as const;
  const inboxEntry: Aftercare['inboxEntry'] = async () => ({ entry: ENTRY, text, from, files: [] });
  const run = await cli(['inbox', 'show', ENTRY.id], { inboxEntry, policy });
  expect(run.out).toContain('it flickers [2J again');
  expect(run.out).toContain('+8613900000201');
  const erased = await cli(['inbox', 'show', ENTRY.id], {
    inboxEntry: async () => ({
      entry: { ...ENTRY, waitsBecause: null },
      text: null,
      from: { kind: 'erased' },
      files: [],
    }),
    policy,
  });
  expect(erased.out).toContain('not kept');
  expect(erased.err).toBe('');
});

test('a reply is given to a case or put aside, by whoever says so', async () => {
  const done: unknown[] = [];
  const assignReply: Aftercare['assignReply'] = async (...args) => {
    done.push(args);
    return { caseId: args[2], receipt: { commandId: 'c', fingerprint: 'f', seq: 7, atMs: 0 }, view: view() };
  };
  const dismissReply: Aftercare['dismissReply'] = async (...args) => void done.push(args);
  await cli(['inbox', 'assign', ENTRY.id, 'c-7k3m9p2qxa', '--by', 'desk-1'], { assignReply });
  await cli(['inbox', 'dismiss', ENTRY.id], { dismissReply });
  expect(done).toEqual([
    ['northwind', ENTRY.id, 'C-7K3M9P2QXA', { kind: 'staff', personId: 'desk-1' }],
    ['northwind', ENTRY.id, { kind: 'back-office', system: 'cli' }],
  ]);
});

test('a reply that is not there is refused with its id and a way on', async () => {
  const inboxEntry: Aftercare['inboxEntry'] = async () => {
    throw refused(refusal('unknown-reply', '/id', { value: 'I-NONE' }));
  };
  const run = await cli(['inbox', 'show', 'I-NONE'], { inboxEntry, policy });
  expect(run.code).toBe(1);
  expect(run.err).toContain('I-NONE');
});
