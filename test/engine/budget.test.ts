import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseCost, costOf } from '../../bench/cost.ts';
import { opening } from '../../bench/full-case.ts';
import { loadBenchPolicy } from '../../bench/policy.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { goodDay } from '../../local/demo/stories/good-day.ts';
import { customer, type Step, staff, visit } from '../../local/demo/story.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { openStory, playSteps } from '../support/play.ts';
import { startWorkers } from '../support/workers.ts';

/**
 * What a case may cost on Temporal: just above what it does. Raise a number only with the reason in the commit, for every
 * case of every customer pays it. Tasks that happen to fall together make a case cheaper by a few events, never dearer.
 */
const BUDGETS = {
  'the good day': { events: 332, historyBytes: 171_200, actions: 70 },
  'case-7': { events: 176, historyBytes: 72_000, actions: 39 },
} satisfies Record<string, Partial<CaseCost>>;

const BENCH = 'bench';
const desk = staff('desk-1');
const fitter = staff('fitter-1');
const REPORT = { cause: 'wear', result: 'solved', priceAccepted: true };
/** case-7 of the benchmark in days of their real length: seven messages, and two follow-ups that nobody answers. */
const CASE_7: readonly Step[] = [
  desk('2026-03-09 09:10', 'AssignTechnician', { technicianId: 'fitter-1' }),
  fitter('2026-03-09 09:20', 'ProposeAppointment', { ...visit('2026-03-12 10:00 11:00'), agreed: true }),
  fitter('2026-03-12 10:00', 'RecordArrival'),
  fitter('2026-03-12 10:40', 'FileReport', { ...REPORT, opinion: 'satisfied', note: 'A seal.' }),
  customer('2026-03-12 10:50', 'RateService', { score: 5 }),
  customer('2026-03-19 18:00', 'AnswerFollowUp', { day: 7, answer: 'fine' }),
];
const MESSAGES = 7;

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
const costs = new Map<string, CaseCost>();

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  const { aftercare } = engine;
  await aftercare.applyPolicy(BENCH, await loadBenchPolicy(), 'Bench Works');

  const goodDayId = await openStory(stageOf(ORGANISATION), goodDay);
  costs.set('the good day', await costAfter(ORGANISATION, goodDayId, goodDay.steps));

  const by = { kind: 'back-office', system: 'bench' } as const;
  const { caseId } = await aftercare.openCase(BENCH, opening(1, '+8613800000001', 'cora@bench.example'), { by });
  costs.set('case-7', await costAfter(BENCH, caseId, CASE_7));
  const sent = await engine.messages(caseId, BENCH);
  expect(sent.filter(({ state }) => state === 'sent')).toHaveLength(MESSAGES);
}, 120_000);
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});

function stageOf(organisationId: OrganisationId) {
  const advance = (caseId: CaseId, at: string) => engine.advance(caseId, at, organisationId);
  return { aftercare: engine.aftercare, organisationId, advance };
}

async function costAfter(organisationId: OrganisationId, caseId: CaseId, steps: readonly Step[]): Promise<CaseCost> {
  await playSteps(stageOf(organisationId), caseId, steps);
  await engine.advance(caseId, '2026-04-08 09:00', organisationId);
  const { view } = await engine.aftercare.showCase(organisationId, caseId);
  expect(view.stage).toBe('closed');
  return costOf(engine.temporal, caseWorkflowId(organisationId, caseId));
}

describe.each(Object.entries(BUDGETS))('%s', (name, budget) => {
  test.each(Object.entries(budget))('costs at most its %s', (figure, most) => {
    expect(costs.get(name)?.[figure as 'events']).toBeLessThanOrEqual(most);
  });
});
