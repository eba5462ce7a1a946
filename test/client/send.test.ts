import {
  ApplicationFailure,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Aftercare, aftercareOf } from '../../client/aftercare.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../../client/errors.ts';
import { createLanes } from '../../client/lanes.ts';
import { createOrganisations } from '../../client/organisations.ts';
import { createStore, type Store } from '../../client/store.ts';
import { commitBatch } from '../../database/journal.ts';
import { createPool } from '../../database/pool.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { batch, view } from '../database/fixtures.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { loadPolicy } from '../support/policies.ts';
import { CoreGateway } from './core-gateway.ts';

const ORGANISATION = 'northwind';
const NOW_MS = Date.parse('2026-03-09T09:00:00+08:00');
const BY = { kind: 'staff', personId: 'desk-1' } as const;

let database: TestDatabase;
let policy: PolicyDocument;
let store: Store;
let gateway: CoreGateway;
let aftercare: Aftercare;
let ids = 0;

function aftercareOver(over: Store): Aftercare {
  let elapsed = 0;
  return aftercareOf(
    {
      store: over,
      gateway,
      organisations: createOrganisations(over),
      lanes: createLanes(),
      newCommandId: () => `made-up-${ids++}`,
      patience: () => {
        elapsed = 0;
        const sleep = async (ms: number) => {
          elapsed += ms;
        };
        return { deadlineMs: 30_000, elapsedMs: () => elapsed, sleep, random: () => 1 };
      },
    },
    { nowMs: () => NOW_MS, offsetMs: 0 },
  );
}

beforeAll(async () => {
  database = await freshDatabase();
  policy = await loadPolicy('device-maker');
  store = createStore(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  gateway = new CoreGateway(policy, NOW_MS);
  aftercare = aftercareOver(store);
  await aftercare.applyPolicy(ORGANISATION, policy, 'Northwind');
});

const grpc = (code: number) =>
  new ServiceError('failed', { cause: Object.assign(new Error('grpc'), { code, details: '', metadata: {} }) });
const open = () =>
  aftercare.openCase(ORGANISATION, { channel: 'web', facts: { wish: 'soon' } }, { by: BY, commandId: `open-${ids++}` });
const provide = (caseId: string, wish: string, commandId?: string) =>
  aftercare.provideFacts(ORGANISATION, caseId, { facts: { wish } }, { by: BY, ...(commandId ? { commandId } : {}) });

async function thrown(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}
async function code(work: Promise<unknown>): Promise<string> {
  const error = await thrown(work);
  return error instanceof RefusedError ? error.refusals[0].code : String(error);
}

describe('texts', () => {
  test('go into the vault, and only their ids into the command', async () => {
    const { caseId } = await open();
    await provide(caseId, '请快一点');
    const command = gateway.commands.at(-1)!;
    const id =
      command.type === 'ProvideFacts' && command.facts.wish && 'vaultId' in command.facts.wish
        ? command.facts.wish.vaultId
        : '';
    expect(JSON.stringify(command)).not.toContain('请快一点');
    expect(await store.readVault(ORGANISATION, [id])).toEqual({ [id]: { kind: 'text', content: '请快一点' } });
  });

  test('of the same command lie in the same rows', async () => {
    const { caseId } = await open();
    await provide(caseId, 'once', 'same');
    await provide(caseId, 'once', 'same');
    const [first, second] = gateway.commands.slice(-2);
    expect(second).toEqual(first);
  });
});

describe('a failing engine', () => {
  test.each([4, 8, 10, 14])('with the gRPC code %i is asked again under the same id', async (grpcCode) => {
    const { caseId } = await open();
    gateway.faults.push(grpc(grpcCode), grpc(grpcCode));
    await provide(caseId, 'again');
    expect(new Set(gateway.commands.slice(-3).map(({ id }) => id)).size).toBe(1);
  });

  test('that took the command and lost the answer gives it when it is asked again', async () => {
    const { caseId } = await open();
    const first = await provide(caseId, 'once', 'lost');
    gateway.faults.push(new WorkflowUpdateRPCTimeoutOrCancelledError('timeout'));
    expect((await provide(caseId, 'once', 'lost')).receipt).toEqual(first.receipt);
  });

  test('that never answers is told as unavailable, with the id to send again', async () => {
    const { caseId } = await open();
    gateway.faults.push(...Array.from({ length: 100 }, () => grpc(14)));
    const error = await thrown(provide(caseId, 'x', 'my-id'));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).toMatchObject({ commandId: 'my-id' });
  });

  test.each([7, 16])('that does not let us in is not asked again (%i)', async (grpcCode) => {
    const { caseId } = await open();
    gateway.faults.push(grpc(grpcCode));
    expect(await thrown(provide(caseId, 'x'))).toBeInstanceOf(NotAllowedError);
  });

  test('with a fault of its own is not hidden behind a refusal', async () => {
    const { caseId } = await open();
    gateway.faults.push(grpc(13));
    expect(await thrown(provide(caseId, 'x'))).toBeInstanceOf(ServiceError);
  });

  test('never has more than eight commands of a case in flight', async () => {
    const { caseId } = await open();
    const region = () => aftercare.provideFacts(ORGANISATION, caseId, { facts: { region: 'south' } }, { by: BY });
    await Promise.all(Array.from({ length: 60 }, region));
    expect(gateway.most).toBe(8);
  });
});

describe('a command id', () => {
  test('that is used for another body is refused', async () => {
    const { caseId } = await open();
    await provide(caseId, 'one', 'used');
    expect(await code(provide(caseId, 'two', 'used'))).toBe('command-id-reused');
    gateway.forgetUpdateIds();
    expect(await code(provide(caseId, 'two', 'used'))).toBe('command-id-reused');
    expect((await provide(caseId, 'one', 'used')).receipt.commandId).toBe('used');
  });

  test('that is older than the memory of the workflow is answered from Postgres', async () => {
    const { caseId } = await open();
    const { receipt } = await provide(caseId, 'one', 'old');
    await commitBatch(database.pool, batch({ caseId, view: view({ caseId, seq: receipt.seq }), receipts: [receipt] }));
    const before = gateway.commands.length;
    expect((await provide(caseId, 'one', 'old')).receipt).toEqual(receipt);
    expect(await code(provide(caseId, 'two', 'old'))).toBe('command-id-reused');
    expect(gateway.commands).toHaveLength(before);
  });

  test.each(['', 'li.na@example.com', 'with space', 'x'.repeat(200)])('%j is refused', async (commandId) => {
    expect(await code(aftercare.resume(ORGANISATION, 'C-0000000000', {}, { by: BY, commandId }))).toBe(
      'invalid-request',
    );
  });
});

describe('a case that takes nothing', () => {
  const missing = () => new WorkflowNotFoundError('not found', 'x', undefined);

  test('because it never was', async () => {
    expect(await code(provide('C-0000000000', 'x'))).toBe('unknown-case');
  });

  test('because it is closed, says the engine', async () => {
    const { caseId } = await open();
    gateway.faults.push(missing());
    gateway.standings = 'closed';
    expect(await code(provide(caseId, 'x'))).toBe('case-closed');
  });

  test('because it is closed and forgotten, says the row', async () => {
    const { caseId } = await open();
    await commitBatch(database.pool, batch({ caseId, view: view({ caseId, stage: 'closed', seq: 9 }) }));
    gateway.faults.push(missing());
    expect(await code(provide(caseId, 'x'))).toBe('case-closed');
  });

  test('because it closed while the command was under way', async () => {
    const { caseId } = await open();
    const cause = ApplicationFailure.create({ type: 'AcceptedUpdateCompletedWorkflow', message: 'completed' });
    gateway.faults.push(new WorkflowUpdateFailedError('failed', cause));
    gateway.standings = 'closed';
    expect(await code(provide(caseId, 'x'))).toBe('case-closed');
  });

  test('only because it is changing runs is asked again', async () => {
    const { caseId } = await open();
    gateway.faults.push(missing());
    gateway.standings = 'running';
    expect((await provide(caseId, 'x')).view.seq).toBeGreaterThan(1);
  });
});

describe('while Postgres refuses connections', () => {
  const outage = () => createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, applicationName: 'test' });

  test('a command without text is answered, and one with text is told to come again', async () => {
    const { caseId } = await open();
    const [pool, down] = [database.pool, outage()];
    let current = pool;
    const switching = createStore({
      query: (...given: never[]) => (current.query as (...all: never[]) => unknown)(...given),
    } as never);
    aftercare = aftercareOver(switching);
    await aftercare.hold(ORGANISATION, caseId, { reason: 'other' }, { by: BY });
    current = down;
    const resumed = await aftercare.resume(ORGANISATION, caseId, {}, { by: BY, commandId: 'during-outage' });
    expect(resumed.view.hold).toBeNull();
    expect(await thrown(provide(caseId, 'x'))).toBeInstanceOf(UnavailableError);
    expect((await aftercare.showCase(ORGANISATION, caseId)).from).toBe('workflow');
    await down.end();
  });
});

test('an unknown organisation is refused', async () => {
  expect(await code(aftercare.openCase('nobody', { channel: 'web' }, { by: BY }))).toBe('unknown-organisation');
  expect(await code(aftercare.resume('nobody', 'C-0000000000', {}, { by: BY }))).toBe('unknown-organisation');
});

describe('reports', () => {
  const applied = (reports: PolicyDocument['reports'], version: string) =>
    aftercare.applyPolicy(ORGANISATION, { ...policy, version, ...(reports && { reports }) }, null);

  test('are scheduled in the zone of the policy that is applied', () => {
    expect([...gateway.scheduled.values()]).toEqual([
      { name: 'weekly', every: { weekday: 0 }, atMinuteOfDay: 480, zone: 'Asia/Shanghai', clockOffsetMs: 0 },
      { name: 'monthly', every: 'month', atMinuteOfDay: 480, zone: 'Asia/Shanghai', clockOffsetMs: 0 },
    ]);
  });

  test('that a later policy has no more are not', async () => {
    const { weekly } = policy.reports!.mailed;
    await applied({ ...policy.reports!, mailed: { weekly: weekly! } }, 'aaaaaaaaaaaa');
    expect([...gateway.scheduled.keys()]).toEqual(['weekly']);
  });

  test('a policy whose reports nobody schedules is not applied', async () => {
    gateway.reports.schedule = async () => {
      throw grpc(14);
    };
    expect(await code(applied(policy.reports, 'bbbbbbbbbbbb'))).toContain('UnavailableError');
    await expect(store.findPolicy(ORGANISATION, 'bbbbbbbbbbbb')).resolves.toBeNull();
  });

  test('one that the policy does not have is refused', async () => {
    expect(await code(aftercare.report(ORGANISATION, 'daily'))).toBe('unknown-report');
    expect(await code(aftercare.sendReport(ORGANISATION, 'daily'))).toBe('unknown-report');
  });
});
