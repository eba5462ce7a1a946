import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFile } from '../../client/open-file.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { requestLines, type Ticket, ticketsOf } from '../support/helpdesk.ts';
import { loadPolicy } from '../support/policies.ts';
import { startWorkers } from '../support/workers.ts';

const SAMPLE = new URL('../fixtures/helpdesk-sample.csv', import.meta.url);
/** A real help desk's event log; it stays outside the repository. */
const REAL = new URL('../../../shared/data/helpdesk.csv', import.meta.url);
const BY = { kind: 'back-office', system: 'helpdesk' } as const;

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

/** Feeds the file twice and gives all cases there are afterwards. */
async function openAll(organisationId: string, tickets: readonly Ticket[]): Promise<CaseView[]> {
  await engine.aftercare.applyPolicy(organisationId, await loadPolicy('device-maker'), organisationId);
  const lines = requestLines(tickets);
  const opened: string[][] = [];
  for (let feed = 0; feed < 2; feed += 1) {
    const ids: string[] = [];
    for await (const result of openFile(engine.aftercare, organisationId, Readable.from([lines]), { by: BY })) {
      if (result.outcome !== 'opened') throw new Error(JSON.stringify(result));
      ids[result.line] = result.accepted.caseId;
    }
    opened.push(ids.filter(Boolean));
  }
  expect(opened[1]).toEqual(opened[0]);
  expect(new Set(opened[0]).size).toBe(tickets.length);
  // The list is the journal's, which follows.
  await engine.check();
  const cases: CaseView[] = [];
  let after: string | undefined;
  do {
    const page = await engine.aftercare.listCases(organisationId, {}, { limit: 50, ...(after ? { after } : {}) });
    cases.push(...page.cases);
    after = page.nextCursor ?? undefined;
  } while (after !== undefined);
  expect(cases.map(({ caseId }) => caseId).sort()).toEqual([...new Set(opened[0])].sort());
  return cases;
}

async function openings(organisationId: string): Promise<number> {
  const { rows } = await engine.database.pool.query(
    `select count(*)::int as n from case_events where organisation_id = $1 and type = 'CaseOpened'`,
    [organisationId],
  );
  return rows[0].n;
}

describe('an event log of a help desk', () => {
  test('that repeats, lacks and mixes up rows becomes one request a ticket', () => {
    const tickets = ticketsOf(readFileSync(SAMPLE, 'utf8'), 200);
    expect(tickets.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, n) => `Case ${n + 1}`));
    for (const { events } of tickets) {
      const times = events.map((row) => row['Complete Timestamp']);
      expect(times).toEqual([...times].sort());
      expect(new Set(times).size).toBe(times.length);
    }
    expect(tickets[2]?.events[0]?.Activity).toBe('Assign seriousness');
    expect(ticketsOf(readFileSync(SAMPLE, 'utf8'), 5)).toHaveLength(5);
  });

  test('opens a case a ticket, once, each with a next step', async () => {
    const cases = await openAll('sample-desk', ticketsOf(readFileSync(SAMPLE, 'utf8'), 200));
    expect(cases.every(({ nextStep }) => nextStep !== null)).toBe(true);
    expect(new Set(cases.map(({ stage }) => stage))).toEqual(new Set(['intake', 'remote-help']));
    expect(await openings('sample-desk')).toBe(12);
  });

  test.skipIf(!existsSync(REAL))(
    'from the real world loses none of 200 tickets',
    async () => {
      const cases = await openAll('real-desk', ticketsOf(readFileSync(REAL, 'utf8'), 200));
      expect(cases).toHaveLength(200);
      expect(cases.every(({ nextStep }) => nextStep !== null)).toBe(true);
      expect(await openings('real-desk')).toBe(200);
      await engine.check();
    },
    180_000,
  );
});
