import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseRequestAnswer } from '../../domain/inward/case-request.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { startWorkers } from '../support/workers.ts';

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let outages = 0;
beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts, {
    around: ({ cases, ...rest }) => ({
      ...rest,
      cases: {
        ...cases,
        openRequestedCase: async (request) => {
          const answer = await cases.openRequestedCase(request);
          // As a worker that dies between the opening and the end of its activity.
          if (outages-- > 0) throw new Error('the worker is gone');
          return answer;
        },
      },
    }),
  });
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});

const REQUEST = {
  organisationId: ORGANISATION,
  source: 'erp',
  reference: 'SO-901',
  kind: 'repair',
  locale: 'en',
  facts: { region: 'south', 'product-model': 'LK-200', 'purchase-date': '2026-01-05' },
};

/** As a back office does that speaks Temporal itself, in whatever language. */
async function ask(request: unknown): Promise<CaseRequestAnswer> {
  const workflowId = `request:${randomUUID()}`;
  return engine.temporal.workflow.execute('caseRequest', {
    workflowId,
    taskQueue: engine.parts.taskQueue,
    args: [request],
  });
}

async function opened(request: unknown): Promise<string> {
  const answer = await ask(request);
  if (answer.outcome !== 'opened') throw new Error(JSON.stringify(answer));
  return answer.caseId;
}

async function codesOf(request: unknown): Promise<string[]> {
  const answer = await ask(request);
  return answer.outcome === 'opened' ? ['was opened'] : answer.refusals.map(({ code, place }) => `${code} ${place}`);
}

test('opens one case a reference, in a workflow of its own, even if the worker dies in between', async () => {
  outages = 1;
  const caseId = await opened(REQUEST);
  expect(await opened(REQUEST)).toBe(caseId);
  const { view } = await engine.aftercare.showCase(ORGANISATION, caseId);
  expect(view).toMatchObject({ source: 'erp', channel: 'back-office', kind: 'repair', productModel: 'LK-200' });
  expect(view.missingFacts).toContain('phone');
  expect((await engine.ledger(caseId)).filter(({ type }) => type === 'CaseOpened')).toHaveLength(1);
});

test('answers all that is wrong and opens nothing; the corrected request opens', async () => {
  const facts = { ...REQUEST.facts, region: 'moon' };
  expect(await codesOf({ ...REQUEST, reference: 'SO-902', facts })).toEqual(['unknown-region /facts/region']);
  expect(await opened({ ...REQUEST, reference: 'SO-902' })).toMatch(/^C-/);
});

test('takes no name, no number and no words of a customer, for histories keep them', async () => {
  const facts = { ...REQUEST.facts, phone: '+8613800000019', 'fault-description': 'dark' };
  expect(await codesOf({ ...REQUEST, reference: 'SO-903', facts })).toEqual([
    'personal-in-request /facts/phone',
    'personal-in-request /facts/fault-description',
  ]);
});

test('an input of any shape ends with what is wrong with it, and another organisation stays unknown', async () => {
  expect(await codesOf(null)).toEqual(['invalid-request ']);
  expect(await codesOf([REQUEST])).not.toContain('was opened');
  expect(await codesOf({ ...REQUEST, reference: undefined })).toEqual(['invalid-request /reference']);
  expect(await codesOf({ ...REQUEST, kind: 7, facts: 'all of them' })).toEqual([
    'invalid-request /kind',
    'invalid-request /facts',
  ]);
  expect(await codesOf({ ...REQUEST, unit: 'nobody-s' })).toEqual(['unknown-unit /unit']);
  expect(await codesOf({ ...REQUEST, organisationId: 'elsewhere' })).toEqual(['unknown-organisation ']);
});
