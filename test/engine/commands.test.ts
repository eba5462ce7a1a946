import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { type Engine, ORGANISATION, refusalsOf, startEngine } from '../support/engine.ts';
import { runsOf } from '../support/histories.ts';
import { DESK, handedOff, LEAD, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let aftercare: Aftercare;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  aftercare = engine.aftercare;
  workers = await startWorkers(engine.parts);
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const open = (reference: string, by = aftercare) => by.openCase(ORGANISATION, request(reference), { by: DESK });
const wish = (by: Aftercare, caseId: string, text: string, commandId?: string) =>
  by.provideFacts(ORGANISATION, caseId, { facts: { wish: text } }, { by: DESK, ...(commandId ? { commandId } : {}) });

describe('a refused command', () => {
  test('leaves nothing in the history', async () => {
    const { caseId } = await open('refused');
    await engine.check();
    const lengthOf = async () => (await engine.workflowOf(caseId).describe()).historyLength;
    const before = await lengthOf();
    const inAnHour = Date.now() + engine.clockOffsetMs + 3_600_000;
    const refused: [() => Promise<unknown>, string][] = [
      [() => aftercare.rateService(ORGANISATION, caseId, { score: 5 }, { by: DESK }), 'wrong-stage'],
      [() => aftercare.resume(ORGANISATION, caseId, {}, { by: DESK }), 'not-on-hold'],
      [
        () => aftercare.provideFacts(ORGANISATION, caseId, { facts: { region: 'moon' } }, { by: DESK }),
        'unknown-region',
      ],
      [
        () => aftercare.provideFacts(ORGANISATION, caseId, { facts: { phone: '12' } }, { by: DESK }),
        'impossible-phone',
      ],
      [
        () => aftercare.hold(ORGANISATION, caseId, { reason: 'other' }, { by: DESK, effectiveAtMs: inAnHour }),
        'effective-in-future',
      ],
    ];
    for (const [send, code] of refused) expect(await refusalsOf(send())).toEqual([code]);
    expect(await lengthOf()).toBe(before);
  });
});

describe('the index of Temporal’s pages', () => {
  test('tells the stage in which a case rests, with nobody doing anything more', async () => {
    const caseId = await handedOff(aftercare, 'rests');
    const indexed = async () => {
      const { typedSearchAttributes } = await engine.workflowOf(caseId).describe();
      return typedSearchAttributes.get(SEARCH_ATTRIBUTES.stage);
    };
    await expect.poll(indexed, { timeout: 5_000 }).toBe('assign');
    await aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
    await expect.poll(indexed, { timeout: 5_000 }).toBe('appointment');
  });
});

describe('a command id', () => {
  test('gives the same receipt to the same body and refuses another, over continue-as-new and after the end', async () => {
    const short = engine.client({ commandsPerRun: 3 });
    const { caseId } = await open('repeated', short);
    const first = await wish(short, caseId, 'hurry', 'w-1');
    const repeat = async (by: Aftercare) => {
      expect((await wish(by, caseId, 'hurry', 'w-1')).receipt).toEqual(first.receipt);
      expect(await refusalsOf(wish(by, caseId, 'take your time', 'w-1'))).toEqual(['command-id-reused']);
    };
    await repeat(short);
    for (let n = 0; n < 8; n += 1) await wish(short, caseId, `wish ${n}`);
    await engine.check();
    expect((await runsOf(engine.temporal, `case:${ORGANISATION}:${caseId}`)).length).toBeGreaterThan(1);
    await repeat(short);
    await short.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: DESK });
    await repeat(short);
    await engine.workflowOf(caseId).result();
    await repeat(short);
    await repeat(engine.client());
  });
});

describe('input to a closed case', () => {
  test('is answered case-closed while messages still wait, after the end, and to a new client', async () => {
    const { caseId } = await open('closed');
    await engine.advance(caseId, '2026-03-09 21:00');
    const note = { outcome: 'withdrawn', note: 'sold it' };
    await aftercare.close(ORGANISATION, caseId, note, { by: DESK });
    const refused = async (by: Aftercare) => {
      expect(await refusalsOf(wish(by, caseId, 'again'))).toEqual(['case-closed']);
      expect(await refusalsOf(by.hold(ORGANISATION, caseId, { reason: 'other' }, { by: DESK }))).toEqual([
        'case-closed',
      ]);
    };
    await refused(aftercare);
    await engine.check();
    expect((await engine.workflowOf(caseId).describe()).status.name).toBe('RUNNING');
    expect(await engine.advance(caseId, '2026-03-10 09:00')).toEqual({ outcome: 'ended' });
    const told = (await engine.messages(caseId)).filter(({ purpose }) => purpose === 'case-closed');
    expect(told.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual(['email sent', 'sms sent']);
    await refused(aftercare);
    await refused(engine.client());
    expect((await open('closed', engine.client())).view.stage).toBe('closed');
  });

  test('is answered when it comes together with the closing', async () => {
    const { caseId } = await open('race');
    const sent = Array.from({ length: 12 }, (_, n) =>
      n === 5
        ? aftercare.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: DESK })
        : aftercare.provideFacts(ORGANISATION, caseId, { facts: { region: 'south' } }, { by: DESK }),
    );
    const answers = await Promise.allSettled(sent);
    const codes = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [] : [answer.reason.refusals?.[0]?.code ?? String(answer.reason)],
    );
    expect(new Set([...codes, 'case-closed'])).toEqual(new Set(['case-closed']));
  });
});

test('sixty commands to one case at once are all answered', async () => {
  const short = engine.client({ commandsPerRun: 25 });
  const { caseId } = await open('sixty', short);
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => wish(short, caseId, `wish ${n}`)));
  expect(new Set(answers.map(({ receipt }) => receipt.seq)).size).toBe(60);
});

test('what two people decide at once is decided once', async () => {
  const caseId = await handedOff(aftercare, 'two-leads');
  const assign = (technicianId: string) =>
    aftercare.assignTechnician(ORGANISATION, caseId, { technicianId }, { by: LEAD });
  const answers = await Promise.allSettled([assign('tech-1'), assign('tech-4')]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await engine.check();
  expect((await engine.ledger(caseId)).filter(({ type }) => type === 'TechnicianAssigned')).toHaveLength(1);
});
