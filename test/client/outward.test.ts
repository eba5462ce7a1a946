import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOrganisations } from '../../client/organisations.ts';
import { createOutward, type Outward } from '../../client/outward.ts';
import { createStore } from '../../client/store.ts';
import { commitBatch } from '../../database/journal.ts';
import { settleMessage } from '../../database/message-attempts.ts';
import { planMessage } from '../../database/messages.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { batch, event, intent, OPENED_AT_MS, ORGANISATION, untilSettled, view } from '../database/fixtures.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const CASE = 'C-ABCDEFGHJK';
const OTHER = 'C-0000000001';

let database: TestDatabase;
let outward: Outward;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  const store = createStore(database.pool);
  outward = createOutward({ store, organisations: createOrganisations(store) });
});
beforeEach(() => database.pool.query('truncate cases, case_events, messages'));
afterAll(() => database.drop());

function commit(seqs: readonly number[], caseId = CASE) {
  const events = seqs.map((seq) => event(seq, { type: 'CaseHandedOff', leadId: `lead-${seq}` }));
  return commitBatch(database.pool, batch({ caseId, events, view: view({ caseId, seq: Math.max(...seqs) }) }));
}

async function sent(): Promise<void> {
  await planMessage(database.pool, ORGANISATION, CASE, intent(), OPENED_AT_MS);
  await settleMessage(database.pool, ORGANISATION, intent().key, { state: 'sent' }, { settledAtMs: OPENED_AT_MS });
}

const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

test('the latest events are listed in the order in which they were written, of all cases or of one', async () => {
  await commit([1, 2]);
  await commit([1], OTHER);
  await sent();
  await commit([3]);
  const all = [`${CASE}:1`, `${CASE}:2`, `${OTHER}:1`, `${intent().key}:sent`, `${CASE}:3`];
  expect(ids(await outward.outwardEvents(ORGANISATION, { limit: 10 }))).toEqual(all);
  expect(ids(await outward.outwardEvents(ORGANISATION, { limit: 2 }))).toEqual(all.slice(-2));
  expect(ids(await outward.outwardEvents(ORGANISATION, { limit: 10, caseId: OTHER }))).toEqual([`${OTHER}:1`]);
  expect(await outward.outwardEvents('elsewhere', { limit: 10 })).toEqual([]);
});

test('transactions are sorted as numbers, when the latest has one digit more', async () => {
  await commit([1], OTHER);
  await commit([1]);
  await commit([2]);
  await database.pool.query(`update case_events set written_in = (8 + seq)::text::xid8 where case_id = $1`, [CASE]);
  await database.pool.query(`update case_events set written_in = '8'::xid8 where case_id = $1`, [OTHER]);
  expect(ids(await outward.outwardEvents(ORGANISATION, { limit: 1 }))).toEqual([`${CASE}:2`]);
  expect(ids(await outward.outwardEvents(ORGANISATION, { limit: 3 }))).toEqual([
    `${OTHER}:1`,
    `${CASE}:1`,
    `${CASE}:2`,
  ]);
});

test('an event is found by its id, and by no other organisation', async () => {
  await commit([1, 2]);
  await sent();
  expect(await outward.outwardEvent(ORGANISATION, `${CASE}:2`)).toMatchObject({ type: 'case.handed_off' });
  expect(await outward.outwardEvent(ORGANISATION, `${intent().key}:sent`)).toMatchObject({ type: 'message.sent' });
  for (const id of [`${CASE}:3`, `${OTHER}:1`, `${intent().key}:delivered`, 'nonsense']) {
    await expect(outward.outwardEvent(ORGANISATION, id)).rejects.toMatchObject({
      refusals: [{ code: 'unknown-event-id' }],
    });
  }
  await expect(outward.outwardEvent('elsewhere', `${CASE}:2`)).rejects.toThrow('unknown-event-id');
});

test('who listens hears what comes from then on, once, and leaves nothing behind', async () => {
  await commit([1, 2]);
  await untilSettled(database.pool);
  const listener = await outward.listen(ORGANISATION);
  expect(await listener.next()).toEqual([]);
  await commit([4]);
  expect(ids(await listener.next())).toEqual([]);
  await commit([3]);
  await sent();
  await commit([1], OTHER);
  const heard: string[] = [];
  // What a message's row says waits for transactions of other tests on the same server, too.
  await expect.poll(async () => heard.push(...ids(await listener.next())), { timeout: 10_000, interval: 10 }).toBe(4);
  expect(heard.filter((id) => id.startsWith(`${CASE}:`))).toEqual([`${CASE}:3`, `${CASE}:4`]);
  expect(heard).toEqual(expect.arrayContaining([`${intent().key}:sent`, `${OTHER}:1`]));
  expect(await listener.next()).toEqual([]);
  expect((await outward.listen(ORGANISATION)).secret).toBe(listener.secret);
  const { rows } = await database.pool.query(
    'select (select count(*) from event_endpoints)::int + (select count(*) from event_lanes)::int as left',
  );
  expect(rows).toEqual([{ left: 0 }]);
});
