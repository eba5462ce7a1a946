import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { caseIdOf } from '../../client/fingerprint.ts';
import type { Accepted } from '../../client/send.ts';
import { expandCalendars } from '../../domain/calendar/expand.ts';
import { fastForward } from '../../local/time-skipping.ts';
import { caseWorkflowId, SERVICE_CASE, type ServiceCaseInput } from '../../workflows/messages.ts';
import { type Engine, ORGANISATION, refusalsOf, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { DESK, FACTS, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const NEIGHBOUR = 'southwind';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
/** Holds up the end of unopened runs. */
let beforeCancel: () => Promise<void> = async () => {};

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts, {
    around: ({ cases, ...rest }) => ({
      ...rest,
      cases: { ...cases, cancelUnopened: () => beforeCancel().then(cases.cancelUnopened) },
    }),
  });
  await engine.aftercare.applyPolicy(NEIGHBOUR, await loadPolicy('device-maker'), 'Southwind');
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const open = (reference: string, facts?: object, organisationId = ORGANISATION) =>
  engine.aftercare.openCase(organisationId, request(reference, facts), { by: DESK });

async function references(): Promise<string[]> {
  const { rows } = await engine.database.pool.query('select reference from case_references order by reference');
  return rows.map(({ reference }) => reference);
}

async function workflowCount(): Promise<number> {
  const query = `TaskQueue = '${engine.parts.taskQueue}'`;
  return (await engine.temporal.workflow.count(query)).count;
}

test('the same request opened twenty times in parallel is one case', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => open('twenty')));
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
  expect(new Set(answers.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
  const caseId = answers[0]!.caseId;
  await engine.check();
  expect((await engine.ledger(caseId)).filter(({ type }) => type === 'CaseOpened')).toHaveLength(1);
  expect((await engine.sinks()).sms).toHaveLength(1);
  expect((await open('twenty')).receipt).toEqual(answers[0]!.receipt);
});

describe('a refused opening', () => {
  test('leaves no workflow, no reference and no text, and the corrected one opens', async () => {
    const before = { references: await references(), workflows: await workflowCount() };
    expect(await refusalsOf(open('wrong', { ...FACTS, phone: '12' }))).toEqual(['impossible-phone']);
    expect(await refusalsOf(open('moon', { ...FACTS, region: 'moon' }))).toEqual(['unknown-region']);
    expect({ references: await references(), workflows: await workflowCount() }).toEqual(before);
    const { rowCount } = await engine.database.pool.query(`select from vault where content = '12'`);
    expect(rowCount).toBe(0);
    for (const reference of ['wrong', 'moon']) expect((await open(reference)).view.stage).toBe('remote-help');
  });
});

describe('a workflow that nobody opens', () => {
  test('ends as cancelled after a minute, and its id may start again', async () => {
    const input = await unopenedInput('C-NEVER00000');
    const workflowId = caseWorkflowId(ORGANISATION, input.caseId);
    const handle = await startUnopened(input);
    expect(await fastForward(engine.temporal, workflowId, 61_000)).toEqual({ outcome: 'ended' });
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    const again = await startUnopened(input);
    expect((await again.describe()).status.name).toBe('RUNNING');
    await fastForward(engine.temporal, workflowId, 61_000);
  });

  test('loses no opening that comes while it ends', async () => {
    const { rows } = await engine.database.pool.query(
      `select encode(vault_key, 'hex') as key from organisations where id = $1`,
      [ORGANISATION],
    );
    const input = await unopenedInput(caseIdOf(rows[0].key, 'shop', 'just-in-time'));
    await startUnopened(input);
    const opened = new Promise<Accepted>((resolve, reject) => {
      beforeCancel = async () => {
        const opening = open('just-in-time');
        opening.then(resolve, reject);
        // As long as the first attempt of the opening takes to meet the run that ends.
        await Promise.race([opening, new Promise((late) => setTimeout(late, 1_000))]);
      };
    });
    const ended = fastForward(engine.temporal, caseWorkflowId(ORGANISATION, input.caseId), 61_000).catch(() => null);
    const { caseId, view } = await opened;
    await ended;
    expect({ caseId, stage: view.stage }).toEqual({ caseId: input.caseId, stage: 'remote-help' });
    expect((await engine.workflowOf(caseId).describe()).status.name).toBe('RUNNING');
  });
});

describe('another organisation', () => {
  test('gets a case of its own under the same source and reference', async () => {
    const [ours, theirs] = [await open('shared'), await open('shared', FACTS, NEIGHBOUR)];
    expect(ours.caseId).not.toBe(theirs.caseId);
    expect((await open('shared', FACTS, NEIGHBOUR)).receipt).toEqual(theirs.receipt);
  });

  test('sees and changes nothing of a case that is not its own', async () => {
    const { caseId, view } = await open('private');
    const { aftercare } = engine;
    const listed = await aftercare.listCases(NEIGHBOUR, {}, { limit: 1_000 });
    expect(listed.cases.map((one) => one.caseId)).not.toContain(caseId);
    expect(listed.cases.every(({ organisationId }) => organisationId === NEIGHBOUR)).toBe(true);
    expect(await refusalsOf(aftercare.showCase(NEIGHBOUR, caseId))).toEqual(['unknown-case']);
    const hold = aftercare.hold(NEIGHBOUR, caseId, { reason: 'other' }, { by: DESK });
    expect(await refusalsOf(hold)).toEqual(['unknown-case']);
    expect(await aftercare.timeline(NEIGHBOUR, caseId)).toEqual([]);
    expect(await aftercare.messages(NEIGHBOUR, { caseId, limit: 10 })).toEqual([]);
    expect(await aftercare.personal(NEIGHBOUR, caseId)).toEqual([]);
    expect((await aftercare.showCase(ORGANISATION, caseId)).view.seq).toBe(view.seq);
    await expect(engine.workflowOf(caseId, NEIGHBOUR).describe()).rejects.toBeInstanceOf(WorkflowNotFoundError);
  });
});

function startUnopened(input: ServiceCaseInput) {
  return engine.temporal.workflow.start(SERVICE_CASE, {
    workflowId: caseWorkflowId(ORGANISATION, input.caseId),
    taskQueue: engine.parts.taskQueue,
    args: [input],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
}

async function unopenedInput(caseId: string): Promise<ServiceCaseInput> {
  const document = await loadPolicy('device-maker');
  const { clockOffsetMs } = engine;
  return {
    organisationId: ORGANISATION,
    caseId,
    policy: document.pinned,
    calendars: expandCalendars(document.calendars, document.zone, Date.now() + clockOffsetMs, 90),
    clockOffsetMs,
    commandsPerRun: 1_000,
    state: null,
  };
}
