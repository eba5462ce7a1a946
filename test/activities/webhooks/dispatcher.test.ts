import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDispatcher } from '../../../activities/webhooks/dispatcher.ts';
import { addEndpoint, enableEndpoint, listEndpoints } from '../../../database/event-endpoints.ts';
import { commitBatch } from '../../../database/journal.ts';
import { putOrganisation } from '../../../database/organisations.ts';
import { batch, event, ORGANISATION, view } from '../../database/fixtures.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';

const CASE = 'C-ABCDEFGHJK';
const OTHER = 'C-0000000001';
const SECRET = `whsec_${'A'.repeat(43)}=`;

let database: TestDatabase;
let receiver: Receiver;
const logged: [level: string, fields: Readonly<Record<string, unknown>>][] = [];
const noteAt = (level: string) => (fields: Readonly<Record<string, unknown>>) => void logged.push([level, fields]);
const log = { info: noteAt('info'), warn: noteAt('warn'), error: noteAt('error') };

beforeAll(async () => {
  database = await freshDatabase();
  receiver = await startReceiver();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
});
beforeEach(async () => {
  await database.pool.query('truncate cases, case_events, messages, event_endpoints cascade');
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 200 });
  logged.length = 0;
});
afterAll(async () => {
  await receiver.stop();
  await database.drop();
});

const dispatcher = (over: { answerWithinMs?: number; stopping?: () => boolean } = {}) =>
  createDispatcher({ pool: database.pool, log, nowMs: Date.now, stopping: () => false, ...over });

async function dispatched(one = dispatcher()): Promise<void> {
  await one.round();
  await one.idle();
}

const add = (types: string[] | null = null, id = 'E-1', url = receiver.url) =>
  addEndpoint(database.pool, ORGANISATION, { id, url, reach: 'private', types, secret: SECRET });

function commit(seqs: readonly number[], caseId = CASE) {
  const events = seqs.map((seq) => event(seq, { type: 'CaseHandedOff', leadId: `lead-${seq}` }));
  return commitBatch(database.pool, batch({ caseId, events, view: view({ caseId, seq: Math.max(...seqs) }) }));
}

const idsOf = (caseId: string) => receiver.ids().filter((id) => id.startsWith(caseId));
const numbered = (caseId: string, count: number) => Array.from({ length: count }, (_, i) => `${caseId}:${i + 1}`);
/** As if the time to wait were over. */
const later = () => database.pool.query('update event_lanes set due_at = now() where due_at is not null');

test('everything is told once, each case in its order, many cases at once', async () => {
  await add();
  const cases = Array.from({ length: 30 }, (_, i) => `C-${String(i).padStart(10, '0')}`);
  for (const caseId of cases) await commit([1, 2, 3], caseId);
  await dispatched();
  for (const caseId of cases) expect(idsOf(caseId)).toEqual(numbered(caseId, 3));
  expect(receiver.received).toHaveLength(90);
});

test('several workers tell nothing twice and nothing out of order', async () => {
  await add();
  for (let i = 0; i < 12; i += 1) await commit([1, 2, 3, 4], `C-${String(i).padStart(10, '0')}`);
  await Promise.all(Array.from({ length: 4 }, () => dispatched()));
  expect(new Set(receiver.ids()).size).toBe(48);
  expect(receiver.received).toHaveLength(48);
});

test('a long case goes on where its turn ended', async () => {
  await add();
  await commit(Array.from({ length: 65 }, (_, i) => i + 1));
  await dispatched();
  expect(receiver.ids()).toEqual(numbered(CASE, 65));
});

test('an endpoint hears only of what it asked for, and is not held up by the rest', async () => {
  await add(['case.handed_off']);
  const handedOff = (seq: number) => event(seq, { type: 'CaseHandedOff', leadId: 'li' });
  const events = [handedOff(1), event(2, { type: 'NobodyFits' }), handedOff(3)];
  await commitBatch(database.pool, batch({ events, view: view({ seq: 3 }) }));
  await dispatched();
  expect(receiver.ids()).toEqual([`${CASE}:1`, `${CASE}:3`]);
});

describe('an event that is refused', () => {
  test('holds up its case and no other, and comes again with the same id', async () => {
    await add();
    receiver.answer = ({ id }) => ({ status: id === `${CASE}:2` ? 500 : 200 });
    await commit([1, 2, 3]);
    await commit([1, 2, 3], OTHER);
    await dispatched();
    expect(idsOf(CASE)).toEqual(numbered(CASE, 2));
    expect(idsOf(OTHER)).toEqual(numbered(OTHER, 3));
    await dispatched();
    expect(idsOf(CASE)).toEqual(numbered(CASE, 2));
    receiver.answer = () => ({ status: 200 });
    await later();
    await dispatched();
    expect(idsOf(CASE)).toEqual([`${CASE}:1`, `${CASE}:2`, `${CASE}:2`, `${CASE}:3`]);
    expect(await listEndpoints(database.pool, ORGANISATION)).toMatchObject([{ waiting: 0, failing: 0 }]);
  });

  test('ends after three days and a half: the endpoint is disabled, somebody is told, and nothing is lost', async () => {
    await add();
    receiver.answer = () => ({ status: 500 });
    await commit([1, 2]);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await dispatched();
      const { rows } = await database.pool.query(
        'select round(extract(epoch from due_at - now()))::int as waits from event_lanes',
      );
      waits.push(rows[0].waits);
      await later();
    }
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, expect.any(Number)]);
    await dispatched();
    expect(receiver.ids()).toEqual(Array.from({ length: 10 }, () => `${CASE}:1`));
    expect(logged.at(-1)).toEqual(['error', expect.objectContaining({ endpoint: 'E-1', why: 'gave-up' })]);
    expect(await listEndpoints(database.pool, ORGANISATION)).toMatchObject([{ state: 'disabled', code: 'gave-up' }]);
    await commit([3]);
    receiver.answer = () => ({ status: 200 });
    await enableEndpoint(database.pool, ORGANISATION, 'E-1');
    await dispatched();
    expect(receiver.ids().slice(10)).toEqual(numbered(CASE, 3));
  });

  test('by 410 disables the endpoint at once', async () => {
    await add();
    receiver.answer = () => ({ status: 410 });
    await commit([1, 2]);
    await dispatched();
    await later();
    await dispatched();
    expect(receiver.ids()).toEqual([`${CASE}:1`]);
    expect(await listEndpoints(database.pool, ORGANISATION)).toMatchObject([{ state: 'disabled', code: 'gone' }]);
  });

  test('with a time to wait is left alone for so long', async () => {
    await add();
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    await commit([1]);
    await dispatched();
    const { rows } = await database.pool.query(
      'select round(extract(epoch from due_at - now()))::int as waits, code from event_lanes',
    );
    expect(rows).toEqual([{ waits: 3_600, code: 'http-429' }]);
  });
});

test('an endpoint that answers nothing holds up no other', async () => {
  const mute = await startReceiver();
  mute.answer = () => 'silence';
  await add(null, 'E-MUTE', mute.url);
  await add();
  for (let i = 0; i < 20; i += 1) await commit([1], `C-${String(i).padStart(10, '0')}`);
  const one = dispatcher({ answerWithinMs: 2_000 });
  const startedMs = Date.now();
  await one.round();
  while (receiver.received.length < 20) await new Promise((turn) => setImmediate(turn));
  expect(Date.now() - startedMs).toBeLessThan(2_000);
  await mute.stop();
  await one.idle();
});

test('who was killed between an answer and its note leaves the event to be told again', async () => {
  await add();
  await commit([1, 2]);
  await dispatched();
  // As the database stood before the note: the lease of the dead runs out.
  await database.pool.query(
    `update event_lanes set told_seq = 1, due_at = now(), lease = 'dead', leased_until = now() - interval '1 second'`,
  );
  await dispatched();
  expect(receiver.ids()).toEqual([`${CASE}:1`, `${CASE}:2`, `${CASE}:2`]);
});

test('who is asked to stop ends what is under way and leaves the rest to others', async () => {
  await add();
  await commit([1, 2, 3]);
  let stopping = false;
  receiver.answer = () => {
    stopping = true;
    return { status: 200 };
  };
  await dispatched(dispatcher({ stopping: () => stopping }));
  expect(receiver.ids()).toEqual([`${CASE}:1`]);
  await dispatched();
  expect(receiver.ids()).toEqual(numbered(CASE, 3));
});
