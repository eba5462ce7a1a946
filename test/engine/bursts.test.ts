import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { runsOf } from '../support/histories.ts';
import { DESK, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const A_SECOND = 50;
const COUNT = 10 * A_SECOND;

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

/** Facts may be corrected at any time, and as often as anybody likes. */
async function correct(aftercare: Aftercare, caseId: string, commandId: string): Promise<number> {
  const startedMs = performance.now();
  const facts = { 'product-model': `LK-${commandId}` };
  const { receipt } = await aftercare.provideFacts(ORGANISATION, caseId, { facts }, { by: DESK, commandId });
  expect(receipt.commandId).toBe(commandId);
  return performance.now() - startedMs;
}

/** Each of the commands stands in the ledger once, and nothing else of their kind. */
async function expectEachOnce(caseId: string, commandIds: readonly string[]): Promise<void> {
  const provided = (await engine.ledger(caseId)).filter(({ type }) => type === 'FactsProvided');
  expect(provided.map(({ commandId }) => commandId).sort()).toEqual([...commandIds].sort());
}

/** When each run but the first began. */
async function continuedAtMs(caseId: string): Promise<number[]> {
  const runs = await runsOf(engine.temporal, caseWorkflowId(ORGANISATION, caseId));
  return runs.slice(1).map(({ history }) => Number(history.events?.[0]?.eventTime?.seconds ?? 0) * 1_000);
}

function tell(what: string, latenciesMs: readonly number[]): void {
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  process.stderr.write(
    `${what}: ${sorted.length} commands, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms\n`,
  );
}

/** Sends `together` at a time at a constant rate, whether or not answers come; a latency counts from when its command was due. */
async function sendAtRate(together: number, send: (index: number) => Promise<unknown>): Promise<number[]> {
  const startedMs = performance.now();
  const sent: Promise<number>[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    const dueMs = startedMs + ((index - (index % together)) * 1_000) / A_SECOND;
    const leftMs = dueMs - performance.now();
    if (leftMs > 0) await new Promise((due) => setTimeout(due, leftMs));
    sent.push(send(index).then(() => performance.now() - dueMs));
  }
  return Promise.all(sent);
}

test('two hundred commands at once to one case are each taken once, and none is refused for load', async () => {
  const { caseId } = await engine.aftercare.openCase(ORGANISATION, request('burst'), { by: DESK });
  const commandIds = Array.from({ length: 200 }, (_, index) => `burst-${index}`);
  tell(
    'a burst to one case',
    await Promise.all(commandIds.map((commandId) => correct(engine.aftercare, caseId, commandId))),
  );
  await engine.check();
  await expectEachOnce(caseId, commandIds);
}, 90_000);

test.each([
  { count: 1, together: 25 },
  { count: 25, together: 1 },
])(
  `${A_SECOND} commands a second, $together at a time, to $count case(s) that continue as new meanwhile are each taken once`,
  async ({ count, together }) => {
    const aftercare = engine.client({ commandsPerRun: 4 });
    const open = (index: number) => aftercare.openCase(ORGANISATION, request(`fire-${count}-${index}`), { by: DESK });
    const cases = (await Promise.all(Array.from({ length: count }, (_, index) => open(index)))).map(
      (one) => one.caseId,
    );
    const idOf = (index: number) => `fire-${count}-${index}`;
    const latenciesMs = await sendAtRate(together, (index) => correct(aftercare, cases[index % count]!, idOf(index)));
    const answeredAtMs = Date.now();
    tell(`${A_SECOND} a second, ${together} at a time, to ${count}`, latenciesMs);
    await engine.check();
    const began: number[] = [];
    for (const [place, caseId] of cases.entries()) {
      const indexes = Array.from({ length: COUNT }, (_, index) => index).filter((index) => index % count === place);
      await expectEachOnce(caseId, indexes.map(idOf));
      began.push(...(await continuedAtMs(caseId)));
    }
    const meanwhile = began.filter((atMs) => atMs < answeredAtMs).length;
    process.stderr.write(`continued as new ${meanwhile} times meanwhile, ${began.length} in all\n`);
    expect(meanwhile).toBeGreaterThan(0);
  },
  120_000,
);
