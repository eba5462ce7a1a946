import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { COMMAND_TYPES } from '../../domain/case/commands.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { CUSTOMER, DESK, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const ENVELOPE = { fingerprint: 'f', by: CUSTOMER, effectiveAtMs: null };

/** Nothing that any command may be. */
const NONSENSE: readonly unknown[] = [
  null,
  'text',
  [],
  {},
  { id: 'x' },
  { ...ENVELOPE, id: 'p', until: 'tomorrow', untilMs: 'tomorrow', reason: 'because', score: 'five', startMs: 'now' },
];

test('what is sent to the engine past the client, and is nonsense, is refused and leaves the case as it was', async () => {
  const { caseId, view } = await engine.aftercare.openCase(ORGANISATION, request('poison'), { by: DESK });
  const handle = engine.workflowOf(caseId);
  for (const type of COMMAND_TYPES) {
    const sent =
      type === 'RecordArrival' || type === 'RecordDeparture' || type === 'ResumeCase' ? NONSENSE.slice(0, 5) : NONSENSE;
    const ends = await Promise.allSettled(sent.map((one) => handle.executeUpdate(type, { args: [one] })));
    expect(ends.map(({ status }) => status)).toEqual(sent.map(() => 'rejected'));
    for (const end of ends) {
      const failure = end.status === 'rejected' ? end.reason : null;
      expect(failure).toBeInstanceOf(WorkflowUpdateFailedError);
      expect(failure.cause.type).toBe('Refusal');
    }
  }
  const shown = await engine.aftercare.showCase(ORGANISATION, caseId);
  expect(shown.view.stage).toBe(view.stage);
  const { receipt } = await engine.aftercare.recordContact(ORGANISATION, caseId, { channel: 'phone' }, { by: DESK });
  expect(receipt.seq).toBeGreaterThan(view.seq);
  const { raw } = await handle.describe();
  expect(Number(raw.pendingWorkflowTask?.attempt ?? 1)).toBe(1);
});

test('a text that was erased reads as erased: the case goes on, and nobody is sent half a message', async () => {
  const { caseId } = await engine.aftercare.openCase(ORGANISATION, request('erased'), { by: DESK });
  await engine.check();
  await engine.database.pool.query('update vault set content = null, erased_at = now() where case_id = $1', [caseId]);
  const before = (await engine.sinks()).sms.length;
  await engine.aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'solved' }, { by: DESK });
  await engine.check();
  expect((await engine.sinks()).sms).toHaveLength(before);
  const messages = await engine.messages(caseId);
  const toCustomer = messages.filter(({ recipient, state }) => recipient.kind === 'customer' && state !== 'sent');
  expect(toCustomer.map(({ state, code }) => [state, code])).toEqual(toCustomer.map(() => ['suppressed', 'erased']));
  expect(toCustomer.length).toBeGreaterThan(0);
});
