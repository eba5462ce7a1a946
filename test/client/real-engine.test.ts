import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { type Aftercare, createAftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import type { Accepted } from '../../client/send.ts';
import { putOrganisation } from '../../database/organisations.ts';
import { createCaseOpeners } from '../../workers/case-openers.ts';
import { createLog } from '../../workers/log.ts';
import { createWorkers, runWorkers } from '../../workers/run-workers.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { textOf } from '../support/histories.ts';
import { loadPolicy } from '../support/policies.ts';

const ORGANISATION = 'real-engine';
const DESK = { kind: 'staff', personId: 'desk-1' } as const;
const FACTS = {
  'customer-name': '李娜',
  phone: '+86 139 0000 0000',
  address: '1 Harbour Road',
  region: 'south',
  'product-model': 'LK-200',
  'purchase-date': '2026-01-05',
  'fault-description': 'no picture',
};

let database: TestDatabase;
let connection: Connection;
let aftercare: Aftercare;
const stop = new AbortController();
let workers: Promise<unknown>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = inject('temporalAddress');
  const taskQueue = 'test-client';
  const native = await NativeConnection.connect({ address });
  database = await freshDatabase();
  let sent = 0;
  const provider = {
    send: async () => ({ kind: 'accepted' as const, providerId: `message-${sent++}` }),
    lookUp: async () => ({ kind: 'absent' as const }),
  };
  const created = await createWorkers({
    connection: native,
    namespace: 'default',
    taskQueue,
    activities: createActivities({
      pool: database.pool,
      sms: provider,
      mailer: provider,
      log: createLog('silent'),
      openers: createCaseOpeners(database.pool, taskQueue),
    }),
  });
  workers = runWorkers(created, stop.signal).finally(() => native.close());
  connection = await Connection.connect({ address });
  aftercare = createAftercare({ temporal: new Client({ connection }), pool: database.pool, taskQueue });
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Real Engine' });
  await aftercare.applyPolicy(ORGANISATION, await loadPolicy('device-maker'), null);
}, 120_000);

afterAll(async () => {
  stop.abort();
  await workers;
  await connection.close();
  await database.drop();
});

const request = (reference: string, facts: object = FACTS) => ({ source: 'shop', reference, channel: 'web', facts });
const receiptOf = (result: PromiseSettledResult<Accepted>) =>
  result.status === 'fulfilled' ? result.value.receipt : null;
const open = (reference: string, facts?: object): Promise<Accepted> =>
  aftercare.openCase(ORGANISATION, request(reference, facts), { by: DESK });

async function codesOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedError)) throw error ?? new Error('was accepted');
  return error.refusals.map(({ code }) => code);
}

describe('opening', () => {
  test('the same request twice at once opens one case', async () => {
    const answers = await Promise.all([open('order-1'), open('order-1'), open('order-1')]);
    expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
    expect(new Set(answers.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
    expect(answers[0]?.view.stage).toBe('remote-help');
    expect((await open('order-1')).receipt).toEqual(answers[0]?.receipt);
  });

  test('another request under a used reference is refused, at once and later', async () => {
    await open('order-2');
    expect(await codesOf(open('order-2', { ...FACTS, wish: 'hurry' }))).toEqual(['reference-reused']);
  });

  test('two different requests under one reference at once open one case', async () => {
    const attempts = [() => open('order-3'), () => open('order-3', { ...FACTS, wish: 'hurry' })];
    const results = await Promise.allSettled(attempts.map((attempt) => attempt()));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ refusals: [{ code: 'reference-reused' }] });
    // Whoever won is answered alike for ever, whoever lost refused, while the journal lags and later.
    for (const _again of [1, 2]) {
      const again = await Promise.allSettled(attempts.map((attempt) => attempt()));
      expect(again.map(receiptOf)).toEqual(results.map(receiptOf));
    }
  });

  test('a refused request starts nothing, and may be corrected', async () => {
    const wrong = open('order-4', { ...FACTS, region: 'moon' });
    expect(await codesOf(wrong)).toEqual(['unknown-region']);
    expect((await open('order-4')).view.stage).toBe('remote-help');
  });
});

describe('a command', () => {
  test('is answered with the case that results, and again when it is repeated', async () => {
    const { caseId } = await open('order-5');
    const send = () =>
      aftercare.recordRemoteHelp(
        ORGANISATION,
        caseId,
        { outcome: 'not-enough', note: '试过重启' },
        { by: DESK, commandId: 'help-1' },
      );
    const first = await send();
    expect(first.view.stage).toBe('classify');
    expect((await send()).receipt).toEqual(first.receipt);
    const other = { outcome: 'not-enough', note: 'something else' };
    const options = { by: DESK, commandId: 'help-1' };
    expect(await codesOf(aftercare.recordRemoteHelp(ORGANISATION, caseId, other, options))).toEqual([
      'command-id-reused',
    ]);
    await expect
      .poll(() => aftercare.personal(ORGANISATION, caseId))
      .toContainEqual({
        name: expect.stringContaining('note of RemoteHelpRecorded'),
        entry: { kind: 'text', content: '试过重启' },
      });
  });

  test('that comes at the wrong time is refused and changes nothing', async () => {
    const { caseId, view } = await open('order-6');
    expect(await codesOf(aftercare.rateService(ORGANISATION, caseId, { score: 5 }, { by: DESK }))).toEqual([
      'wrong-stage',
    ]);
    expect((await aftercare.showCase(ORGANISATION, caseId)).view.seq).toBe(view.seq);
  });

  test('to a case that never was is refused, and to one that is closed too', async () => {
    const hold = (caseId: string) => aftercare.hold(ORGANISATION, caseId, { reason: 'other' }, { by: DESK });
    expect(await codesOf(hold('C-0000000000'))).toEqual(['unknown-case']);
    const { caseId } = await open('order-7');
    const close = () => aftercare.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: DESK, commandId: 'end' });
    const closed = await close();
    expect(closed.view.stage).toBe('closed');
    await expect.poll(() => codesOf(hold(caseId)), { timeout: 10_000 }).toEqual(['case-closed']);
    expect((await close()).receipt).toEqual(closed.receipt);
    // While the run still drains, the server repeats its first answer; then the journal's view is given.
    await expect.poll(async () => (await open('order-7')).view.stage, { timeout: 10_000 }).toBe('closed');
  });

  test('is not lost when sixty come at once', async () => {
    const { caseId } = await open('order-8');
    const sent = Array.from({ length: 60 }, (_, index) =>
      aftercare.provideFacts(ORGANISATION, caseId, { facts: { wish: `wish ${index}` } }, { by: DESK }),
    );
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ receipt }) => receipt.seq)).size).toBe(60);
  });
});

test('nothing that was typed is in a history', async () => {
  const { caseId } = await open('order-9');
  const handle = new Client({ connection }).workflow.getHandle(`case:${ORGANISATION}:${caseId}`);
  const history = textOf(await handle.fetchHistory());
  expect(history).toContain('CaseOpened');
  for (const typed of ['李娜', '13900000000', 'Harbour', 'no picture', 'order-9']) expect(history).not.toContain(typed);
});
