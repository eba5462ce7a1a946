import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordDelivery } from '../../database/deliveries.ts';
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  endpointTargets,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../../database/event-endpoints.ts';
import { nextFacts } from '../../database/event-facts.ts';
import {
  advanceLane,
  type Lane,
  noticeNews,
  postponeLane,
  releaseLane,
  takeLanes,
} from '../../database/event-lanes.ts';
import { commitBatch } from '../../database/journal.ts';
import { settleMessage } from '../../database/message-attempts.ts';
import { planMessage } from '../../database/messages.ts';
import { migrate } from '../../database/migrate.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { forgetForeignTransactions } from '../../database/restored.ts';
import { outwardEvent } from '../../domain/outward/event.ts';
import type { Delivery } from '../../domain/reply/delivery.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { batch, event, intent, OPENED_AT_MS, ORGANISATION, untilSettled, view } from './fixtures.ts';

const CASE = 'C-ABCDEFGHJK';
const OTHER = 'C-0000000001';
const LEASE_MS = 60_000;
const SECRET = `whsec_${'A'.repeat(43)}=`;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putOrganisation(database.pool, { id: 'elsewhere', name: 'Elsewhere' });
});
beforeEach(() => database.pool.query('truncate cases, case_events, messages, event_endpoints cascade'));
afterAll(() => database.drop());

const add = (id = 'E-1', organisation = ORGANISATION) =>
  addEndpoint(database.pool, organisation, {
    id,
    url: 'https://erp.example/hook',
    reach: 'public',
    types: null,
    secret: SECRET,
  });

/** Commits the events with these numbers; each is told apart by its person. */
function commit(seqs: readonly number[], caseId = CASE, organisationId = ORGANISATION) {
  const events = seqs.map((seq) => event(seq, { type: 'CaseHandedOff', leadId: `lead-${seq}` }));
  const row = view({ organisationId, caseId, seq: Math.max(...seqs) });
  return commitBatch(database.pool, batch({ organisationId, caseId, events, view: row }));
}

async function take(id = 'E-1', limit = 10): Promise<Lane[]> {
  await noticeNews(database.pool);
  return takeLanes(
    database.pool,
    { organisationId: ORGANISATION, id },
    { lease: `lease-${Math.random()}`, leaseMs: LEASE_MS, limit },
  );
}

/** What a dispatcher would tell of a lane, all of it noted as told. */
async function tell(lane: Lane): Promise<string[]> {
  const { endpoint, caseId, cursor } = lane;
  const facts = await nextFacts(database.pool, endpoint.organisationId, caseId, {
    cursor,
    since: endpoint.since,
    limit: 50,
  });
  for (const fact of facts) await advanceLane(database.pool, lane, fact.cursor, LEASE_MS);
  await releaseLane(database.pool, lane, 'nothing');
  return facts.map(({ fact }) => outwardEvent(endpoint.organisationId, fact)?.id ?? 'untold');
}

/** All that is told now, by case; a case that was looked at in vain is left out. */
async function tellAll(id = 'E-1'): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const lane of await take(id)) {
    const ids = await tell(lane);
    if (ids.length > 0) told[lane.caseId] = ids;
  }
  return told;
}

/** All that is told of a case in the end: what a message's row says waits for transactions of other tests, too. */
async function toldInTheEnd(count: number, caseId = CASE): Promise<string[]> {
  const told: string[] = [];
  const more = async () => told.push(...((await tellAll())[caseId] ?? []));
  await expect.poll(more, { timeout: 10_000, interval: 10 }).toBeGreaterThanOrEqual(count);
  return told;
}

const reported = (delivery: Delivery) => {
  const report = { key: intent().key, delivery, providerId: 'SM1', code: null };
  return recordDelivery(database.pool, ORGANISATION, report);
};

describe('what an endpoint hears of', () => {
  test('is what is written after it was added, of each case in order', async () => {
    await commit([1, 2]);
    await untilSettled(database.pool);
    await add();
    await commit([3]);
    await commit([1, 2], OTHER);
    expect(await tellAll()).toEqual({ [CASE]: [`${CASE}:3`], [OTHER]: [`${OTHER}:1`, `${OTHER}:2`] });
    expect(await tellAll()).toEqual({});
    await commit([4]);
    expect(await tellAll()).toEqual({ [CASE]: [`${CASE}:4`] });
  });

  test('waits for an earlier batch that is committed later, and then misses none', async () => {
    await add();
    await commit([3, 4]);
    expect(await tellAll()).toEqual({});
    await commit([1, 2]);
    expect(await tellAll()).toEqual({ [CASE]: [1, 2, 3, 4].map((seq) => `${CASE}:${seq}`) });
  });

  test('begins after what was there in full, also where the end of a case came before its middle', async () => {
    await commit([1, 2]);
    await commit([4]);
    await untilSettled(database.pool);
    await add();
    await commit([3]);
    expect(await tellAll()).toEqual({ [CASE]: [`${CASE}:3`, `${CASE}:4`] });
  });

  test('misses nothing that a transaction held back while later ones were told', async () => {
    await add();
    const slow = await database.pool.connect();
    try {
      await slow.query('begin');
      const [row] = [event(1, { type: 'CaseHandedOff', leadId: 'slow' })];
      await slow.query(
        `insert into case_events (organisation_id, case_id, seq, type, at, recorded_at, actor, body)
         values ($1, $2, 1, $3, now(), now(), '{"kind":"engine"}', '{"leadId":"slow"}')`,
        [ORGANISATION, CASE, row?.type],
      );
      await commit([1], OTHER);
      expect(await tellAll()).toEqual({ [OTHER]: [`${OTHER}:1`] });
      await commit([2], OTHER);
      expect(await tellAll()).toEqual({ [OTHER]: [`${OTHER}:2`] });
      await slow.query('commit');
    } finally {
      slow.release();
    }
    expect(await tellAll()).toMatchObject({ [CASE]: [`${CASE}:1`] });
  });

  test('includes what became of messages, between the facts of the case', async () => {
    await add();
    await commit([1]);
    await planMessage(database.pool, ORGANISATION, CASE, intent(), OPENED_AT_MS);
    await settleMessage(database.pool, ORGANISATION, intent().key, { state: 'sent' }, { settledAtMs: OPENED_AT_MS });
    await commit([2]);
    const [first, ...others] = await toldInTheEnd(3);
    expect(first).toBe(`${CASE}:1`);
    expect(others.sort()).toEqual([`${CASE}:2`, `${intent().key}:sent`].sort());
    await settleMessage(database.pool, ORGANISATION, intent().key, { state: 'sent' }, { settledAtMs: OPENED_AT_MS });
    expect(await tellAll()).toEqual({});
    for (const delivery of ['sent', 'delivered', 'sent'] as const) await reported(delivery);
    expect(await toldInTheEnd(1)).toEqual([`${intent().key}:delivered`]);
  });

  test('has a message sent before it arrives, also where the provider’s word of that comes before our own', async () => {
    await add();
    await planMessage(database.pool, ORGANISATION, CASE, intent(), OPENED_AT_MS);
    await database.pool.query(`update messages set state = 'claimed'`);
    await reported('delivered');
    expect(await toldInTheEnd(2)).toEqual([`${intent().key}:sent`, `${intent().key}:delivered`]);
  });

  test('is nothing of another organisation', async () => {
    await add();
    await add('E-2', 'elsewhere');
    await commit([1]);
    await noticeNews(database.pool);
    const theirs = { organisationId: 'elsewhere', id: 'E-2' };
    expect(await takeLanes(database.pool, theirs, { lease: 'l', leaseMs: LEASE_MS, limit: 5 })).toEqual([]);
  });
});

test('in a database from another server nothing is skipped that was not told', async () => {
  const foreign = (column: string) => `${column} = (${column}::text::numeric + 1000000000)::text::xid8`;
  await add();
  await commit([1, 2]);
  await commit([1], OTHER);
  await planMessage(database.pool, ORGANISATION, CASE, intent(), OPENED_AT_MS);
  await settleMessage(database.pool, ORGANISATION, intent().key, { state: 'sent' }, { settledAtMs: OPENED_AT_MS });
  expect(await toldInTheEnd(3)).toHaveLength(3);
  await commit([3]);
  await database.pool.query(`update case_events set ${foreign('written_in')}`);
  await database.pool.query(`update messages set ${foreign('sent_in')}`);
  await database.pool.query(`update event_lanes set ${foreign('told_in')}`);
  await database.pool.query(`update event_endpoints set ${foreign('since')}, ${foreign('seen_to')}`);

  await migrate(database.url);
  await commit([4]);
  await commit([2], OTHER);
  await commit([1], 'C-0000000002');
  const told = await tellAll();
  expect(told[CASE]).toEqual(expect.arrayContaining([`${CASE}:3`, `${CASE}:4`]));
  expect(told[CASE]).not.toContain(`${CASE}:2`);
  expect(told[OTHER]).toEqual([`${OTHER}:2`]);
  expect(told['C-0000000002']).toEqual(['C-0000000002:1']);
  expect(await forgetForeignTransactions(database.pool)).toBe(false);
});

describe('a lane', () => {
  test('is one worker’s at a time, and another’s once its lease is over', async () => {
    await add();
    await commit([1]);
    const [lane] = await take();
    expect(await take()).toEqual([]);
    await database.pool.query(`update event_lanes set leased_until = now() - interval '1 second'`);
    const [again] = await take();
    expect(again).toMatchObject({ caseId: CASE, cursor: { seq: 0 } });
    expect(await advanceLane(database.pool, lane!, { seq: 1, message: null }, LEASE_MS)).toBe(false);
    expect(await advanceLane(database.pool, again!, { seq: 1, message: null }, LEASE_MS)).toBe(true);
  });

  test('is due again when something came while it was told', async () => {
    await add();
    await commit([1]);
    const [lane] = await take();
    await commit([2]);
    await noticeNews(database.pool);
    await advanceLane(database.pool, lane!, { seq: 1, message: null }, LEASE_MS);
    await releaseLane(database.pool, lane!, 'nothing');
    expect(await tellAll()).toEqual({ [CASE]: [`${CASE}:2`] });
  });

  test('that failed waits out its time, whatever comes meanwhile, and holds up no other', async () => {
    await add();
    await commit([1]);
    const [lane] = await take();
    await postponeLane(database.pool, lane!, 'http-500', 60_000);
    await commit([2]);
    await commit([1], OTHER);
    expect(await tellAll()).toEqual({ [OTHER]: [`${OTHER}:1`] });
    expect(await listEndpoints(database.pool, ORGANISATION)).toMatchObject([
      { waiting: 1, failing: 1, lastFailure: 'http-500' },
    ]);
    await database.pool.query('update event_lanes set due_at = now() where due_at is not null');
    expect((await take())[0]).toMatchObject({ failures: 1, cursor: { seq: 0 } });
  });
});

describe('an endpoint', () => {
  test('that is disabled hears nothing, and all of it once it is enabled', async () => {
    await add();
    await commit([1]);
    const [lane] = await take();
    await postponeLane(database.pool, lane!, 'http-500', 60_000);
    expect(await disableEndpoint(database.pool, ORGANISATION, 'E-1', 'gave-up')).toBe(true);
    expect(await disableEndpoint(database.pool, ORGANISATION, 'E-1', 'by-hand')).toBe(false);
    await commit([2]);
    expect(await tellAll()).toEqual({});
    expect(await listEndpoints(database.pool, ORGANISATION)).toMatchObject([{ state: 'disabled', code: 'gave-up' }]);
    await enableEndpoint(database.pool, ORGANISATION, 'E-1');
    expect(await tellAll()).toEqual({ [CASE]: [`${CASE}:1`, `${CASE}:2`] });
  });

  test('is of one organisation', async () => {
    await add();
    expect(await listEndpoints(database.pool, 'elsewhere')).toEqual([]);
    expect(await enableEndpoint(database.pool, 'elsewhere', 'E-1')).toBe(false);
    expect(await removeEndpoint(database.pool, 'elsewhere', 'E-1')).toBe(false);
    expect(await rotateSecret(database.pool, 'elsewhere', 'E-1', SECRET, 1)).toBe(false);
  });

  test('signs with the secret of before for a while after a new one is made', async () => {
    await add();
    const secrets = async () => (await endpointTargets(database.pool, ORGANISATION, 'E-1'))[0]?.secrets;
    await rotateSecret(database.pool, ORGANISATION, 'E-1', 'whsec_new', 60_000);
    expect(await secrets()).toEqual(['whsec_new', SECRET]);
    await rotateSecret(database.pool, ORGANISATION, 'E-1', 'whsec_newer', 0);
    expect(await secrets()).toEqual(['whsec_newer']);
  });

  test('leaves nothing behind when it is removed', async () => {
    await add();
    await commit([1]);
    await take();
    expect(await removeEndpoint(database.pool, ORGANISATION, 'E-1')).toBe(true);
    const { rows } = await database.pool.query('select count(*)::int as lanes from event_lanes');
    expect(rows).toEqual([{ lanes: 0 }]);
  });
});
